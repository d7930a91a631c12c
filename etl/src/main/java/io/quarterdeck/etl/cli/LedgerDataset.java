package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.dataset.DatasetFile;
import io.quarterdeck.etl.postgres.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A dataset whose loads are asked for. The ledger keeps the loads of a dataset whose file is gone.
 *
 * @param name its name in the ledger
 * @param missingIn the folder of dataset files, where it has none for this name
 */
record LedgerDataset(String name, Optional<Path> missingIn) {
  /**
   * The dataset that a file describes, or that has this name.
   *
   * @throws Failure when there is a file and it cannot be read
   */
  static LedgerDataset of(String nameOrFile, Path folder) {
    if (!DatasetFile.isFile(nameOrFile) && !DatasetFile.names(folder).contains(nameOrFile)) {
      return new LedgerDataset(nameOrFile, Optional.of(folder));
    }
    return new LedgerDataset(DatasetFile.find(nameOrFile, folder).name(), Optional.empty());
  }

  /**
   * Accepts a dataset without loads if there is a file of it.
   *
   * @throws Failure when there is none; it names the datasets that there are
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
