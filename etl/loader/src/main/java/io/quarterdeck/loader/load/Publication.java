package io.quarterdeck.loader.load;

import io.quarterdeck.loader.dataset.TableName;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.failure.TransientFailure;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.progress.Progress;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/**
 * Changes what readers see, in one short transaction. Detaching a partition needs an exclusive lock
 * on the table. While a transaction waits for that lock behind a long reader, all new readers queue
 * behind it. Therefore this class waits only briefly for the lock, pauses, and retries until the
 * deadline.
 */
final class Publication {
  private static final Duration LOCK_TIMEOUT = Duration.ofMillis(100);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** Lock not available, deadlock detected, serialization failure. */
  private static final Set<String> RETRYABLE = Set.of("55P03", "40P01", "40001");

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
    long end = System.nanoTime() + deadline.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        attempt(change);
        return;
      } catch (SQLException e) {
        if (!RETRYABLE.contains(e.getSQLState())) {
          throw e;
        }
        if (System.nanoTime() > end) {
          throw new TransientFailure(
              "Cannot publish to "
                  + table
                  + ": "
                  + readers()
                  + " still holds it after "
                  + deadline.toSeconds()
                  + " s; expected a moment without long readers. Nothing was published. End that"
                  + " session or wait for it, then run this again.",
              e);
        }
        progress.phase("waiting for a reader of " + table + " (" + readers() + ")");
        pause(pause);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
                ? LONGEST_PAUSE
                : pause.multipliedBy(2);
      }
    }
  }

  private void attempt(Sql.Body<Void> change) throws SQLException {
    Sql.transaction(
        connection,
        () -> {
          Sql.execute(connection, "set local lock_timeout = " + LOCK_TIMEOUT.toMillis());
          return change.run();
        });
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

  private static void pause(Duration pause) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(
          "Cannot publish: interrupted; expected no interruption. Run this again.", e);
    }
  }
}
