package io.quarterdeck.etl.rows;

import io.quarterdeck.etl.rows.reject.RejectLimit;
import java.nio.file.Path;

/**
 * How one file is read.
 *
 * @param loadId the first field of every tuple
 * @param rejectLimit how many records may be rejected
 * @param duplicates whether duplicates are counted
 * @param temporaryDirectory where the hashes of rows go when they are too many for memory
 */
public record RowOptions(
    long loadId, RejectLimit rejectLimit, DuplicateCounting duplicates, Path temporaryDirectory) {}
