package io.quarterdeck.etl.load;

import io.quarterdeck.etl.ledger.LedgerEntry;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The result of adding repaired rejects. Each line of the file is added, replaced, present or
 * rejected.
 *
 * @param entry the load that the rows belong to, as the ledger has it now
 * @param added rows that readers see since then
 * @param replaced rows that had been added before with other values, and have the file's now
 * @param present rows that had been added before with the same values
 * @param rejected rows that still do not fit
 * @param rejectsFile the file of those, if there are any
 */
public record RepairResult(
    LedgerEntry entry,
    long added,
    long replaced,
    long present,
    long rejected,
    Optional<Path> rejectsFile) {}
