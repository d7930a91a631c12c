package io.quarterdeck.loader.rows;

import io.quarterdeck.loader.reject.RejectLimit;
import java.nio.file.Path;

/**
 * Options for reading one file.
 *
 * @param loadId the first field of every tuple
 * @param rejectLimit how many records may be rejected
 * @param duplicates whether to count duplicates
 * @param temporaryDirectory where to store the hashes of rows that do not fit into memory
 */
public record RowOptions(
    long loadId, RejectLimit rejectLimit, DuplicateCounting duplicates, Path temporaryDirectory) {}
