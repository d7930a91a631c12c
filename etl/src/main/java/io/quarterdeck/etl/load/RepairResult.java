package io.quarterdeck.etl.load;

import io.quarterdeck.etl.ledger.LedgerEntry;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What adding repaired rejects gave. What the file holds is added, present or rejected.
 *
 * @param entry the load that the rows belong to, as the ledger has it now
 * @param added rows that readers see since then
 * @param present rows that had been added before
 * @param rejected rows that still do not fit
 * @param rejectsFile the file of those, if there are any
 */
public record RepairResult(
    LedgerEntry entry, long added, long present, long rejected, Optional<Path> rejectsFile) {}
