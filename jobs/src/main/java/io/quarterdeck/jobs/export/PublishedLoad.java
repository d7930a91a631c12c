package io.quarterdeck.jobs.export;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.ledger.LedgerProfile;
import io.quarterdeck.loader.ledger.LoadStatus;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A published load in the ledger.
 *
 * @param id the load's id, which names its partition
 * @param file the file's name
 * @param sha256 the file's digest, in lower-case hexadecimal
 * @param rows the number of rows that the loader counted
 * @param repairs the number of times repaired rejects were added to the load or replaced in it
 * @param sums the exact sum of each profiled numeric column; 0 if all values are null
 */
record PublishedLoad(
    long id, String file, String sha256, long rows, int repairs, Map<String, BigDecimal> sums) {
  PublishedLoad {
    sums = Map.copyOf(sums);
  }

  /**
   * Returns the currently published loads of the dataset, ordered by id. A single statement reads
   * them, so that the export uses a consistent set.
   *
   * @throws Failure if there are none, or the ledger cannot be read
   */
  static List<PublishedLoad> all(Connection connection, Dataset dataset) {
    List<LedgerEntry> loads;
    try {
      loads = Ledger.existing(connection).loads(dataset, LoadStatus.PUBLISHED);
    } catch (SQLException e) {
      throw Failure.causedBy(
          e,
          "Cannot read the ledger of %s: %s; expected the table quarterdeck.load. "
              + "Load a file first: quarterdeck load FILE.",
          dataset.name(),
          e.getMessage());
    }
    if (loads.isEmpty()) {
      throw Failure.of(
          "Cannot export %s: found no published load of it into %s in the ledger; "
              + "expected at least one. Load a file first: quarterdeck load FILE.",
          dataset.name(), dataset.table());
    }
    return loads.stream().map(PublishedLoad::of).toList();
  }

  private static PublishedLoad of(LedgerEntry load) {
    return new PublishedLoad(
        load.id(),
        load.file(),
        load.sha256(),
        load.rowsLoaded().orElse(0),
        load.repairs(),
        LedgerProfile.read(load.columns()).stream()
            .collect(
                Collectors.toMap(
                    LedgerProfile::name,
                    profile -> profile.sum().map(BigDecimal::new).orElse(BigDecimal.ZERO))));
  }
}
