package io.quarterdeck.etl.stack;

import java.util.Optional;

/**
 * What an export left in Blob, as its manifest says.
 *
 * @param runId the run's id, as in {@code run=ID}
 * @param rows the rows in the Parquet files
 * @param data where the Parquet files are: container and path
 * @param aggregates where the aggregates are: container and path; nowhere when the dataset has no
 *     export section
 * @param manifest the manifest that names this run as the current one: container and path
 */
public record ExportResult(
    String runId, long rows, String data, Optional<String> aggregates, String manifest) {}
