package io.quarterdeck.cli.load;

import io.quarterdeck.loader.dataset.DatasetFile;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A dataset in the ledger. The ledger keeps the loads of a dataset whose file was deleted.
 *
 * @param name the name in the ledger
 * @param missingIn the folder of dataset files, if it has no file for this name
 */
record LedgerDataset(String name, Optional<Path> missingIn) {
  /**
   * Returns the dataset with this file or name.
   *
   * @throws Failure if the file exists and cannot be read
   */
  static LedgerDataset of(String nameOrFile, Path folder) {
    if (!DatasetFile.isFile(nameOrFile) && !DatasetFile.names(folder).contains(nameOrFile)) {
      return new LedgerDataset(nameOrFile, Optional.of(folder));
    }
    return new LedgerDataset(DatasetFile.find(nameOrFile, folder).name(), Optional.empty());
  }

  /**
   * Verifies that a dataset without loads has a dataset file.
   *
   * @throws Failure if it has none; the message lists the known datasets
   */
  void requireKnown(Connection connection) throws SQLException {
    if (missingIn.isEmpty()) {
      return;
    }
    TreeSet<String> known = new TreeSet<>(DatasetFile.names(missingIn.get()));
    known.addAll(
        Sql.list(
            connection, row -> row.getString(1), "select distinct dataset from quarterdeck.load"));
    throw DatasetFile.unknown(
        name,
        "no %s.yaml in %s and no load of it in the ledger".formatted(name, missingIn.get()),
        known);
  }
}
