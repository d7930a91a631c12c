package io.quarterdeck.etl.load;

import io.quarterdeck.etl.ledger.LedgerEntry;
import io.quarterdeck.etl.rows.RowSummary;
import java.util.List;
import java.util.Optional;

/**
 * How a load ended.
 *
 * @param entry the ledger's row: of this load, or of the one that had loaded these bytes before
 * @param outcome which of the two
 * @param summary what was read; empty when nothing was, the bytes being loaded already
 * @param datasetChanges how the dataset file differs from the one that the load before was made
 *     with: lines that begin with "- " or "+ "; empty unless the content is loaded already
 * @param seconds how long it took
 */
public record LoadResult(
    LedgerEntry entry,
    Outcome outcome,
    Optional<RowSummary> summary,
    List<String> datasetChanges,
    double seconds) {
  /** Whether the file had to be loaded. */
  public enum Outcome {
    PUBLISHED,
    /** The content is published already. */
    ALREADY_LOADED
  }
}
