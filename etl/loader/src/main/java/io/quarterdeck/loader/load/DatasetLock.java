package io.quarterdeck.loader.load;

import io.quarterdeck.loader.dataset.TableName;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.failure.TransientFailure;
import io.quarterdeck.loader.postgres.AdvisoryLock;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.postgres.SqlState;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.loader.retry.Retry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Protects a dataset's table against concurrent changes. It is an advisory lock of the session, so
 * the server releases it when the loader's process ends.
 */
final class DatasetLock {
  /**
   * The server needs some time to notice that a session has ended, and keeps the session's lock
   * until then.
   */
  private static final Duration SESSION_END = Duration.ofMillis(250);

  /**
   * The longest time that one statement waits. JDBC does not cancel a statement when its thread is
   * interrupted, so Ctrl-C takes effect between two statements.
   */
  private static final Duration SLICE = Duration.ofMillis(500);

  private DatasetLock() {}

  /**
   * Takes the lock. It is held until the connection is closed.
   *
   * @param wait how long to wait for another session that holds it; at least 250 ms
   * @throws TransientFailure if another session still holds the lock; the message names that
   *     session
   */
  static void take(Connection connection, TableName table, Duration wait, Progress progress)
      throws SQLException {
    boolean taken = AdvisoryLock.tryTake(connection, table.toString());
    if (!taken && wait.compareTo(SESSION_END) > 0) {
      progress.phase(
          "waiting for %s to release %s, at most %d s"
              .formatted(holder(connection, table), table, wait.toSeconds()));
    }
    Duration atLeast = wait.compareTo(SESSION_END) < 0 ? SESSION_END : wait;
    if (!taken && !takeWithin(connection, table, atLeast)) {
      throw TransientFailure.of(
          "Cannot change %s: %s holds it; expected one load per dataset at a time. "
              + "Wait for it to end, or pass --wait with the seconds to wait.",
          table, holder(connection, table));
    }
  }

  private static boolean takeWithin(Connection connection, TableName table, Duration wait)
      throws SQLException {
    try {
      return Retry.with(Backoff.NONE)
          .within(wait, Retry.Start.FIRST_ATTEMPT)
          .whenInterrupted(
              (slice, e) ->
                  Failure.of(
                      "Cannot change %s: interrupted while waiting for its lock; expected no "
                          + "interruption. Run this again.",
                      table))
          .poll(
              left ->
                  takeWithinSlice(connection, table, left.compareTo(SLICE) < 0 ? left : SLICE)
                      ? Optional.of(true)
                      : Optional.empty())
          .isPresent();
    } finally {
      Sql.execute(connection, "reset lock_timeout");
    }
  }

  private static boolean takeWithinSlice(Connection connection, TableName table, Duration slice)
      throws SQLException {
    // A timeout of 0 would wait without a limit.
    Sql.execute(connection, "set lock_timeout = " + Math.max(1, slice.toMillis()));
    try {
      AdvisoryLock.take(connection, table.toString());
      return true;
    } catch (SQLException e) {
      if (SqlState.isLockNotAvailable(e)) {
        return false;
      }
      throw e;
    }
  }

  private static String holder(Connection connection, TableName table) throws SQLException {
    return Sql.first(
            connection,
            row -> row.getString(1),
            """
            select format('%%s (role %%s, server process %%s, since %%s)',
                     coalesce(nullif(a.application_name, ''), 'another session'), a.usename, a.pid,
                     to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS TZ'))
            from (select pid from pg_locks where %s) l join pg_stat_activity a using (pid)
            """
                .formatted(AdvisoryLock.held("?")),
            table.toString())
        .orElse("another session");
  }
}
