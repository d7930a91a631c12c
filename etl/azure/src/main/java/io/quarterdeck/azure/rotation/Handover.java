package io.quarterdeck.azure.rotation;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.LockRetry;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.postgres.SqlState;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Retry;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Reassigns the administrator's objects to the owner role, and waits until no session creates
 * objects as the administrator. The reassignment needs an exclusive lock on each table; {@link
 * LockRetry} describes how it waits for the locks.
 *
 * @param maximumWait the maximum time to wait for sessions and locks
 */
record Handover(RoleSetup setup, Duration maximumWait, Progress progress) {
  /**
   * Reassigns all objects, waits for sessions that still create objects as the administrator, and
   * reassigns the objects that these sessions created.
   *
   * @throws Failure if the sessions do not end in time, or a lock is not free in time
   */
  void run() throws SQLException {
    long began = System.nanoTime();
    progress.phase("handing the tables over to " + setup.roles().owner());
    if (setup.since().isEmpty()) {
      retry(
          began,
          () -> {
            setup.begin();
            return null;
          });
      setup.begun();
    }
    awaitOlder(began, setup.since().orElseThrow());
    retry(
        began,
        () -> {
          setup.handOver();
          return null;
        });
  }

  private Retry within(long began) {
    return LockRetry.within(maximumWait.minusNanos(System.nanoTime() - began));
  }

  private void awaitOlder(long began, OffsetDateTime since) throws SQLException {
    if (within(began).poll(left -> noneOlder(since)).isEmpty()) {
      throw Failure.of(
          "Cannot rotate the password: sessions from before the first rotation are "
              + "still open after %d s: %s; expected none, because objects that they "
              + "create would belong to the administrator only. All passwords remain "
              + "valid. Wait for the sessions to end, then run this again.",
          maximumWait.toSeconds(), String.join(", ", older(since)));
    }
  }

  private Optional<Boolean> noneOlder(OffsetDateTime since) throws SQLException {
    List<String> older = older(since);
    if (older.isEmpty()) {
      return Optional.of(true);
    }
    progress.phase("waiting for " + String.join(", ", older));
    return Optional.empty();
  }

  private List<String> older(OffsetDateTime since) throws SQLException {
    return DatabaseSessions.before(
        setup.connection(), setup.roles().administrator().orElseThrow(), since);
  }

  private void retry(long began, Sql.Body<Void> step) throws SQLException {
    try {
      LockRetry.run(setup.connection(), within(began), step, () -> LockRetry.BRIEFLY);
    } catch (SQLException e) {
      if (!SqlState.isHeld(e)) {
        throw e;
      }
      throw Failure.of(
          "Cannot rotate the password: a reader or a load still holds a table after "
              + "%d s; expected a short time without locks to change the tables' owner. "
              + "All passwords remain valid. Run this again with a longer --wait.",
          maximumWait.toSeconds());
    }
  }
}
