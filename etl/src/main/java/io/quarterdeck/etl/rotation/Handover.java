package io.quarterdeck.etl.rotation;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.databricks.workspace.Backoff;
import io.quarterdeck.etl.postgres.Sql;
import io.quarterdeck.etl.terminal.Progress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;

/**
 * Gives the owner what the administrator owns, once nobody makes more of it. Changing an owner
 * needs each table for itself for a moment: it asks for a moment only, stands back and asks again,
 * so readers do not queue behind it.
 *
 * @param patience how long to wait for sessions and tables
 */
record Handover(RoleSetup setup, Duration patience, Progress progress) {
  private static final Duration MOMENT = Duration.ofMillis(100);
  private static final Backoff PAUSE = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

  /** What is done in one transaction. */
  @FunctionalInterface
  private interface Step {
    void take() throws SQLException;
  }

  /** Lock not available; deadlock detected. */
  private static final Set<String> WORTH_ANOTHER_TRY = Set.of("55P03", "40P01");

  /**
   * Hands over, waits for sessions that still make tables as the administrator, and hands over what
   * these made.
   *
   * @throws Failure when they stay
   */
  void run() throws SQLException {
    Backoff.Deadline deadline = PAUSE.deadline(patience);
    progress.phase("handing the tables over to " + setup.roles().owner());
    if (setup.since().isEmpty()) {
      persevere(deadline, setup::begin);
      setup.begun();
    }
    awaitOlder(deadline, setup.since().orElseThrow());
    persevere(deadline, setup::handOver);
  }

  private void awaitOlder(Backoff.Deadline deadline, OffsetDateTime since) throws SQLException {
    List<String> older = older(since);
    while (!older.isEmpty()) {
      progress.phase("waiting for " + String.join(", ", older));
      if (!deadline.pause()) {
        throw new Failure(
            "Cannot rotate the password: signed in since before the first rotation and still there after %d s: %s; expected none, since what these make would belong to the administrator alone. Every password holds. Wait for them to end, then run this again."
                .formatted(patience.toSeconds(), String.join(", ", older)));
      }
      older = older(since);
    }
  }

  private List<String> older(OffsetDateTime since) throws SQLException {
    return Sessions.before(setup.connection(), setup.roles().administrator(), since);
  }

  private void persevere(Backoff.Deadline deadline, Step step) throws SQLException {
    while (!isDone(step)) {
      if (!deadline.pause()) {
        throw new Failure(
            "Cannot rotate the password: a reader or a load still holds a table after %d s; expected a moment without one to change the tables' owner. Every password holds. Run this again, with a longer --wait."
                .formatted(patience.toSeconds()));
      }
    }
  }

  private boolean isDone(Step step) throws SQLException {
    try {
      Sql.transaction(
          setup.connection(),
          () -> {
            Sql.execute(setup.connection(), "set local lock_timeout = " + MOMENT.toMillis());
            step.take();
            return null;
          });
      return true;
    } catch (SQLException e) {
      if (WORTH_ANOTHER_TRY.contains(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }
}
