package io.quarterdeck.etl.doctor;

import java.time.Duration;

/**
 * A check that was done.
 *
 * @param check its name
 * @param finding what it found
 * @param took how long that took
 */
public record Result(String check, Finding finding, Duration took) {}
