package io.quarterdeck.etl.load;

import io.quarterdeck.etl.ledger.LedgerEntry;
import io.quarterdeck.etl.rows.RowSummary;
import java.util.Optional;

/**
 * How a load ended.
 *
 * @param entry the ledger's row: of this load, or of the one that had loaded these bytes before
 * @param outcome which of the two
 * @param summary what was read; empty when nothing was, the bytes being loaded already
 * @param seconds how long it took
 */
public record LoadResult(
    LedgerEntry entry, Outcome outcome, Optional<RowSummary> summary, double seconds) {
  /** Whether the file had to be loaded. */
  public enum Outcome {
    PUBLISHED,
    ALREADY_LOADED
  }
}
