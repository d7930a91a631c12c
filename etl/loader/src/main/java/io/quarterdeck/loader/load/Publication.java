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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs the publish transaction, which changes the rows that readers see. {@link
 * LoadAttempt#publish} defines the change that publishes a load. {@link Rollback} defines the
 * change that rolls a load back. The transaction detaches a partition, for which it needs an
 * exclusive lock on the table; {@link LockRetry} describes how it waits for the lock.
 *
 * <p>Autovacuum often holds a lock on a table that was just loaded. PostgreSQL cancels it if
 * another transaction has waited for its lock for deadlock_timeout, which is one second by default
 * ("Routine Vacuuming", PostgreSQL's documentation). Therefore the publication waits once that long
 * for each worker of autovacuum.
 */
final class Publication {
  /** The sessions that hold a lock on the table or one of its partitions. */
  private static final String HOLDERS =
      """
      from pg_locks l join pg_stat_activity a using (pid)
      where l.granted and l.pid <> pg_backend_pid() and a.datname = current_database()
        and l.relation in (select to_regclass(?) union all
          select inhrelid from pg_inherits where inhparent = to_regclass(?))
      """;

  private final Connection connection;
  private final TableName table;
  private final Duration deadline;
  private final Progress progress;

  /** The workers of autovacuum for which a transaction has waited until PostgreSQL cancels them. */
  private final Set<Integer> canceled = new HashSet<>();

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

  /** Reports who holds the lock, and returns how long the next transaction waits for it. */
  private Duration reportReaders() throws SQLException {
    progress.phase("waiting for a reader of " + table + " (" + readers() + ")");
    return canceled.addAll(autovacuumWorkers()) ? untilCanceled() : LockRetry.BRIEFLY;
  }

  private String readers() throws SQLException {
    return Sql.first(
            connection,
            row -> row.getString(1),
            """
            select coalesce(string_agg(distinct case when a.usesysid is null
                     then format('autovacuum (server process %s)', a.pid)
                     else format('%s (role %s, server process %s)',
                       coalesce(nullif(a.application_name, ''), 'a session'), a.usename, a.pid) end, ', '),
                     'a reader')
            """
                + HOLDERS,
            table.sql(),
            table.sql())
        .orElseThrow();
  }

  /**
   * The server processes of autovacuum that hold a lock on the table. Only processes without a role
   * are workers of autovacuum, and the server shows that to every role.
   */
  private List<Integer> autovacuumWorkers() throws SQLException {
    return Sql.list(
        connection,
        row -> row.getInt(1),
        "select distinct a.pid " + HOLDERS + " and a.usesysid is null",
        table.sql(),
        table.sql());
  }

  /** Longer than deadlock_timeout, by the time that a worker needs to end. */
  private Duration untilCanceled() throws SQLException {
    long milliseconds =
        Sql.first(
                connection,
                row -> row.getLong(1),
                "select setting::bigint from pg_settings where name = 'deadlock_timeout'")
            .orElseThrow();
    return Duration.ofMillis(milliseconds).plusSeconds(1);
  }
}
