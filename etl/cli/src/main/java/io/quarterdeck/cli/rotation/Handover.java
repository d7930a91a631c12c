package io.quarterdeck.cli.rotation;

import io.quarterdeck.azure.databricks.workspace.Backoff;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.progress.Progress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;

/**
 * Reassigns the administrator's objects to the owner role after all sessions that create objects as
 * the administrator have ended. The reassignment needs an exclusive lock on each table. It uses a
 * short lock timeout and retries, so that readers do not queue behind it.
 *
 * @param patience the maximum time to wait for sessions and locks
 */
record Handover(RoleSetup setup, Duration patience, Progress progress) {
  private static final Duration MOMENT = Duration.ofMillis(100);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

  /** A step that runs in one transaction. */
  @FunctionalInterface
  private interface Step {
    void take() throws SQLException;
  }

  /** SQLSTATEs: lock not available; deadlock detected. */
  private static final Set<String> WORTH_ANOTHER_TRY = Set.of("55P03", "40P01");

  /**
   * Reassigns all objects, waits for sessions that still create objects as the administrator, and
   * reassigns the objects that these sessions created.
   *
   * @throws Failure if the sessions do not end in time
   */
  void run() throws SQLException {
    Backoff.Deadline deadline = BACKOFF.deadline(patience);
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
            "Cannot rotate the password: sessions from before the first rotation are still open after %d s: %s; expected none, because objects that they create would belong to the administrator only. All passwords remain valid. Wait for the sessions to end, then run this again."
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
            "Cannot rotate the password: a reader or a load still holds a table after %d s; expected a short time without locks to change the tables' owner. All passwords remain valid. Run this again with a longer --wait."
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
