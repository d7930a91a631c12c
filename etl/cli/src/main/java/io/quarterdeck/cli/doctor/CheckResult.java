package io.quarterdeck.cli.doctor;

import java.time.Duration;

/**
 * A completed check.
 *
 * @param check the check's name
 * @param finding the result
 * @param took the run time
 */
public record CheckResult(String check, Finding finding, Duration took) {}
