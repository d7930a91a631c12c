package io.quarterdeck.loader.load;

import static java.util.Comparator.reverseOrder;

import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.ledger.LoadStatus;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.postgres.SqlState;
import io.quarterdeck.loader.progress.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Drops rows that are no longer needed. The caller holds the lock of the dataset's table. */
final class Retention {
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

  private final Connection connection;
  private final Ledger ledger;
  private final Dataset dataset;
  private final Progress progress;

  Retention(Connection connection, Ledger ledger, Dataset dataset, Progress progress) {
    this.connection = connection;
    this.ledger = ledger;
    this.dataset = dataset;
    this.progress = progress;
  }

  /**
   * Cleans up after loads whose process was killed. The caller holds the lock, so these processes
   * have ended.
   *
   * @param own the load of this process that lost its connection
   */
  void dropDead(Optional<Long> own) throws SQLException {
    for (LedgerEntry dead : ledger.loads(dataset, LoadStatus.RUNNING)) {
      boolean isOwn = own.filter(id -> id == dead.id()).isPresent();
      Sql.transaction(
          connection,
          () -> {
            new LoadTable(dataset, dead.id()).drop(connection);
            if (isOwn) {
              ledger.failed(
                  dead.id(), "The connection to the server was lost; another load followed.");
            } else {
              ledger.interrupted(
                  dead.id(),
                  "Its process ended before it was published; the next load cleaned up.");
            }
            return null;
          });
      if (!isOwn) {
        progress.note(
            "Removed the rows of load %d of %s by %s, which was killed before it was published."
                .formatted(dead.id(), dead.file(), dead.who()));
      }
    }
  }

  /**
   * Keeps the rows of the newest hidden generations and drops the rows of older ones. A generation
   * is everything that one load replaced, so a rollback finds all of it. If a reader still uses a
   * generation, the next load drops it.
   *
   * @param keep the number of generations to keep
   */
  void dropOld(int keep) throws SQLException {
    List<LedgerEntry> hidden = ledger.hidden(dataset);
    List<Long> generations =
        hidden.stream().map(Retention::generation).distinct().sorted(reverseOrder()).toList();
    for (LedgerEntry old : hidden) {
      if (generations.indexOf(generation(old)) >= keep) {
        drop(old);
      }
    }
  }

  private static long generation(LedgerEntry entry) {
    return entry.supersededBy().orElse(entry.id());
  }

  private void drop(LedgerEntry old) throws SQLException {
    try {
      Sql.transaction(
          connection,
          LOCK_TIMEOUT,
          () -> {
            new LoadTable(dataset, old.id()).drop(connection);
            ledger.dropped(old.id());
            return null;
          });
    } catch (SQLException e) {
      if (!SqlState.isLockNotAvailable(e)) {
        throw e;
      }
      progress.note("Load " + old.id() + " is still being read; the next load will drop it.");
    }
  }
}
