package io.quarterdeck.cli.batch;

import io.quarterdeck.azure.blob.Landing;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.cli.bootstrap.Reach;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.Export;
import io.quarterdeck.loader.dataset.Quarter;
import io.quarterdeck.loader.dataset.TableName;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresFailure;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.progress.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the quarters for which a dataset's table has rows, so that a backfill skips the others.
 *
 * @param stack the stack
 * @param postgres the stack's database
 * @param dataset the dataset
 */
public record QuartersWithRows(Stack stack, Postgres postgres, Dataset dataset) {
  /**
   * Returns the quarters with rows. Returns all quarters if this cannot be determined: the database
   * cannot be reached from this machine, the dataset has no export section, or {@code landing/} has
   * a file that the job loads first.
   *
   * @throws Failure if no quarter has rows
   */
  public List<Quarter> of(List<Quarter> quarters, Progress progress) {
    if (dataset.export().isEmpty() || !Reach.of(stack.postgres()).isOpen()) {
      return quarters;
    }
    String what = "look for rows of the quarters";
    try (Connection connection = postgres.connect(what)) {
      Ledger ledger = Ledger.open(connection, postgres);
      if (new Landing(stack.blob()).hasNewFile(dataset, ledger, progress)) {
        return quarters;
      }
      return withRows(connection, quarters, progress);
    } catch (SQLException e) {
      throw PostgresFailure.of(what, postgres.endpoint(), e);
    }
  }

  private List<Quarter> withRows(Connection connection, List<Quarter> quarters, Progress progress)
      throws SQLException {
    List<Quarter> found = new ArrayList<>();
    for (Quarter quarter : quarters) {
      if (hasRows(connection, quarter)) {
        found.add(quarter);
      } else {
        progress.note(
            "quarter " + quarter + ": skipped, " + dataset.table() + " has no rows for it");
      }
    }
    if (found.isEmpty()) {
      throw Failure.of(
          "Cannot backfill %s from %s to %s: %s has no rows for these quarters, and "
              + "there is no new file in landing/%s/; expected a quarter with rows. No run "
              + "was started. Load the file of a quarter first, or name other quarters.",
          dataset.name(),
          quarters.get(0),
          quarters.get(quarters.size() - 1),
          dataset.table(),
          dataset.name());
    }
    return found;
  }

  private boolean hasRows(Connection connection, Quarter quarter) throws SQLException {
    boolean exists =
        Sql.first(
                connection,
                row -> row.getBoolean(1),
                "select to_regclass(?) is not null",
                dataset.table().sql())
            .orElseThrow();
    String column = TableName.quote(dataset.export().map(Export::period).orElseThrow().column());
    return exists
        && Sql.first(
                connection,
                row -> row.getBoolean(1),
                "select exists (select from %1$s where %2$s >= date '%3$s' and %2$s < date '%4$s')"
                    .formatted(dataset.table().sql(), column, quarter.first(), quarter.end()))
            .orElseThrow();
  }
}
