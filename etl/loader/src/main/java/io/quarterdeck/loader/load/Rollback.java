package io.quarterdeck.loader.load;

import io.quarterdeck.loader.dataset.Column;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.LoadMode;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.ledger.LedgerProfile;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresFailure;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.progress.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Withdraws the newest published load of a dataset, in one transaction. */
public final class Rollback {
  /**
   * The result of a rollback.
   *
   * @param from the load that readers no longer see
   * @param to the loads that readers see again; empty if the load was appended
   */
  public record Result(LedgerEntry from, List<LedgerEntry> to) {}

  private final Postgres postgres;
  private final Dataset dataset;
  private final Duration wait;
  private final Progress progress;

  public Rollback(Postgres postgres, Dataset dataset, Duration wait, Progress progress) {
    this.postgres = postgres;
    this.dataset = dataset;
    this.wait = wait;
    this.progress = progress;
  }

  /**
   * Restores what readers saw before the newest load.
   *
   * @throws Failure if nothing is published, or the earlier rows were dropped
   */
  public Result run() {
    String what = "roll " + dataset.name() + " back";
    try (Connection connection = postgres.connect(what)) {
      Ledger ledger = Ledger.open(connection, postgres);
      DatasetLock.take(connection, dataset.table(), wait, progress);
      new Retention(connection, ledger, dataset, progress).dropDead(Optional.empty());
      return run(connection, ledger);
    } catch (SQLException e) {
      throw PostgresFailure.of(what, postgres.endpoint(), e);
    }
  }

  private Result run(Connection connection, Ledger ledger) throws SQLException {
    LedgerEntry from =
        ledger
            .newest(dataset)
            .orElseThrow(
                () ->
                    Failure.of(
                        "Cannot roll %s back: no load of it is published; expected one. See "
                            + "./quarterdeck loads.",
                        dataset.name()));
    List<LedgerEntry> to = ledger.supersededBy(from.id());
    if (to.isEmpty() && from.mode() == LoadMode.REPLACE) {
      throw Failure.of(
          "Cannot roll %s back: load %s is its first; expected a load before it. "
              + "Load another file instead.",
          dataset.name(), from.id());
    }
    requireRows(connection, to);
    for (LedgerEntry before : to) {
      prepare(connection, ledger, before);
    }
    new Publication(connection, dataset.table(), Duration.ofMinutes(1), progress)
        .run(
            () -> {
              new LoadTable(dataset, from.id()).detach(connection);
              ledger.rolledBack(from.id());
              for (LedgerEntry before : to) {
                new LoadTable(dataset, before.id()).attach(connection);
                ledger.publishedAgain(before.id());
              }
              return null;
            });
    return new Result(from, to);
  }

  /**
   * Gives a superseded partition the columns of the table. This can rewrite the partition, so it
   * runs before the transaction that can make readers wait.
   */
  private void prepare(Connection connection, Ledger ledger, LedgerEntry load) throws SQLException {
    Sql.transaction(
        connection,
        () -> {
          new PartitionColumns(connection, dataset.table(), load.id()).align();
          profileNewColumns(connection, ledger, load);
          return null;
        });
  }

  /**
   * Adds the profiles of columns that were added after the load. The export compares its sums with
   * the ledger, and the ledger has no sums of these columns.
   */
  private void profileNewColumns(Connection connection, Ledger ledger, LedgerEntry load)
      throws SQLException {
    LoadTable partition = new LoadTable(dataset, load.id());
    List<LedgerProfile> profiles = LedgerProfile.read(load.columns());
    Set<String> present = new DatasetTable(connection, dataset).columnNames();
    List<LedgerProfile> now = new ArrayList<>();
    for (Column column : dataset.columns()) {
      Optional<LedgerProfile> before =
          profiles.stream().filter(profile -> profile.name().equals(column.name())).findFirst();
      if (before.isPresent()) {
        now.add(before.get());
      } else if (present.contains(column.name())) {
        now.add(new PartitionProfile(connection, dataset, partition).column(column));
      }
    }
    if (!now.equals(profiles)) {
      ledger.profiled(load.id(), LedgerProfile.write(now));
    }
  }

  private void requireRows(Connection connection, List<LedgerEntry> to) throws SQLException {
    List<String> dropped = new ArrayList<>();
    for (LedgerEntry entry : to) {
      if (!new LoadTable(dataset, entry.id()).exists(connection)) {
        dropped.add(Long.toString(entry.id()));
      }
    }
    if (!dropped.isEmpty()) {
      throw Failure.of(
          "Cannot roll %s back: the rows of load %s were dropped; expected them to "
              + "be kept. Load the file again instead.",
          dataset.name(), String.join(", ", dropped));
    }
  }
}
