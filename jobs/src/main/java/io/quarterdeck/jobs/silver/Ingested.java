package io.quarterdeck.jobs.silver;

import java.util.List;

/**
 * The result of the ingest of a day. Accepted, quarantined and duplicate rows together are the rows
 * of the day.
 *
 * @param rows the number of rows in the day's files
 * @param accepted the number of rows that met all expectations, one for each key
 * @param quarantined the number of rows in quarantine
 * @param duplicates the number of further rows with the key of an accepted row
 * @param nullValues the number of fields with a text that stands for a missing value
 * @param newColumns the columns that the day's files have and bronze did not have before
 */
public record Ingested(
    long rows,
    long accepted,
    long quarantined,
    long duplicates,
    long nullValues,
    List<String> newColumns) {}
