package io.quarterdeck.loader.load;

import io.quarterdeck.loader.dataset.TableName;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.failure.TransientFailure;
import io.quarterdeck.loader.postgres.LockRetry;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.postgres.SqlState;
import io.quarterdeck.loader.progress.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Runs the publish transaction, which changes the rows that readers see. {@link
 * LoadAttempt#publish} defines the change that publishes a load. {@link Rollback} defines the
 * change that rolls a load back. The transaction detaches a partition, for which it needs an
 * exclusive lock on the table; {@link LockRetry} describes how it waits for the lock.
 */
final class Publication {
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
   * @throws Failure if readers still hold locks on the table at the deadline; the message names
   *     them
   */
  void run(Sql.Body<Void> change) throws SQLException {
    try {
      LockRetry.run(
          connection,
          LockRetry.within(deadline)
              .whenInterrupted(
                  (wait, e) ->
                      new Failure(
                          "Cannot publish: interrupted; expected no interruption. Run this again.",
                          e)),
          change,
          this::reportReaders);
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

  private Void reportReaders() throws SQLException {
    progress.phase("waiting for a reader of " + table + " (" + readers() + ")");
    return null;
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
