package io.quarterdeck.cli.retirement;

import java.net.URI;
import java.time.LocalDate;

/**
 * An entry of docs/azure-retirements.yaml.
 *
 * @param id the name of the entry
 * @param kind the kind of what is retired
 * @param retired what is retired, to compare with what the platform uses
 * @param what what is retired, in words, such as {@code PostgreSQL 16}
 * @param instead what to do, in complete sentences
 * @param date the date of the retirement; the first day of the month if the page names only a month
 * @param source the page that announces the retirement
 * @param read the day on which the page was read
 */
public record Retirement(
    String id,
    RetirementKind kind,
    Retired retired,
    String what,
    String instead,
    LocalDate date,
    URI source,
    LocalDate read) {}
