package io.quarterdeck.azure.stack;

import java.util.Optional;

/**
 * The files that an export wrote to Blob, according to its manifest.
 *
 * @param runId the id of the run, as in {@code run=ID}
 * @param rows the number of rows in the Parquet files
 * @param data the container and path of the Parquet files
 * @param aggregates the container and path of the aggregates; empty if the dataset has no export
 *     section
 * @param manifest the container and path of the manifest that names this run as the current one
 */
public record ExportResult(
    String runId, long rows, String data, Optional<String> aggregates, String manifest) {}
