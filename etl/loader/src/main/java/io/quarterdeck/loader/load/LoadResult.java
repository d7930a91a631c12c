package io.quarterdeck.loader.load;

import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.rows.RowSummary;
import java.util.List;
import java.util.Optional;

/**
 * The result of a load.
 *
 * @param entry the row of the ledger: of this load, or of the earlier load of the same content
 * @param outcome which of the two
 * @param summary the counts and profiles of the file; empty if the content was already loaded
 * @param datasetChanges the differences between the dataset file of the earlier load and the
 *     current one, as lines that begin with "- " or "+ "; empty unless the content was already
 *     loaded
 * @param seconds the duration of the load
 */
public record LoadResult(
    LedgerEntry entry,
    Outcome outcome,
    Optional<RowSummary> summary,
    List<String> datasetChanges,
    double seconds) {
  /** Whether this load published the file. */
  public enum Outcome {
    PUBLISHED,
    /** The content was already published. */
    ALREADY_LOADED
  }
}
