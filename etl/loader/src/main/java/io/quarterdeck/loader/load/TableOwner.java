package io.quarterdeck.loader.load;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.ledger.LoadStatus;
import io.quarterdeck.loader.progress.Progress;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Checks that a table belongs to only one dataset. Loads of two datasets into one table would
 * replace each other.
 */
record TableOwner(Ledger ledger, Dataset dataset, Progress progress) {
  /**
   * Fails if another dataset fills the table, and reports if the dataset filled another table
   * before.
   */
  void check() throws SQLException {
    Optional<LedgerEntry> other = ledger.ofOtherDataset(dataset);
    if (other.isPresent()) {
      throw Failure.of(
          "Cannot load into %s: readers see load %d of dataset %s in it; expected a "
              + "table that only dataset %s fills. Set another table in the dataset file, "
              + "or load with --dataset %s.",
          dataset.table(),
          other.get().id(),
          other.get().dataset(),
          dataset.name(),
          other.get().dataset());
    }
    Optional<LedgerEntry> before = ledger.inOtherTable(dataset);
    if (before.isPresent() && ledger.loads(dataset, LoadStatus.PUBLISHED).isEmpty()) {
      progress.note(
          "Dataset %s filled %s until load %d. Those rows stay there; %s starts without rows."
              .formatted(dataset.name(), before.get().table(), before.get().id(), dataset.table()));
    }
  }
}
