package io.quarterdeck.loader.load;

import io.quarterdeck.loader.ledger.LedgerEntry;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The result of adding repaired rejects. Each line of the file is added, replaced, present or
 * rejected.
 *
 * @param entry the updated row of the ledger, for the load that the rows belong to
 * @param added rows that were added
 * @param replaced rows that were added before with other values, and now have the values of the
 *     file
 * @param present rows that were added before with the same values
 * @param rejected records that still do not fit
 * @param rejectsFile the file of those records, if there are any
 */
public record RepairResult(
    LedgerEntry entry,
    long added,
    long replaced,
    long present,
    long rejected,
    Optional<Path> rejectsFile) {}
