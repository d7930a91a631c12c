package io.quarterdeck.loader.load;

import io.quarterdeck.loader.dataset.TableName;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.failure.TransientFailure;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.postgres.SqlState;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.loader.retry.Retry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Changes what readers see, in one short transaction. Detaching a partition needs an exclusive lock
 * on the table. While a transaction waits for that lock behind a long reader, all new readers queue
 * behind it. Therefore this class waits only briefly for the lock, pauses, and retries until the
 * deadline.
 */
final class Publication {
  private static final Duration LOCK_TIMEOUT = Duration.ofMillis(100);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

  private final Connection connection;
  private final TableName table;
  private final Duration deadline;
  private final Progress progress;

  Publication(Connection connection, TableName table, Duration deadline, Progress progress) {
    this.connection = connection;
    this.table = table;
    this.deadline = deadline;
    this.progress = progress;
  }

  /**
   * Runs the change until it succeeds.
   *
   * @throws Failure if readers still hold the table at the deadline; the message names them
   */
  void run(Sql.Body<Void> change) throws SQLException {
    try {
      Retry.with(BACKOFF)
          .within(deadline, Retry.Start.FIRST_ATTEMPT)
          .whenInterrupted(
              (wait, e) ->
                  new Failure(
                      "Cannot publish: interrupted; expected no interruption. Run this again.", e))
          .call(
              () -> {
                attempt(change);
                return null;
              },
              SqlState::isHeld);
    } catch (SQLException e) {
      if (!SqlState.isHeld(e)) {
        throw e;
      }
      throw TransientFailure.causedBy(
          e,
          "Cannot publish to %s: %s still holds it after %s s; expected a moment "
              + "without long readers. Nothing was published. End that session or wait for "
              + "it, then run this again.",
          table,
          readers(),
          deadline.toSeconds());
    }
  }

  private void attempt(Sql.Body<Void> change) throws SQLException {
    try {
      Sql.transaction(
          connection,
          () -> {
            Sql.execute(connection, "set local lock_timeout = " + LOCK_TIMEOUT.toMillis());
            return change.run();
          });
    } catch (SQLException e) {
      if (SqlState.isHeld(e)) {
        progress.phase("waiting for a reader of " + table + " (" + readers() + ")");
      }
      throw e;
    }
  }

  private String readers() throws SQLException {
    return Sql.first(
            connection,
            row -> row.getString(1),
            """
            select coalesce(string_agg(distinct format('%s (role %s, server process %s)',
                     coalesce(nullif(a.application_name, ''), 'a session'), a.usename, a.pid), ', '),
                     'a reader')
            from pg_locks l join pg_stat_activity a using (pid)
            where l.granted and l.pid <> pg_backend_pid()
              and l.relation in (select to_regclass(?) union all
                select inhrelid from pg_inherits where inhparent = to_regclass(?))
            """,
            table.sql(),
            table.sql())
        .orElseThrow();
  }
}
