package io.quarterdeck.loader.postgres;

import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.loader.retry.Retry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Retries a change that needs an exclusive lock on a table. If a transaction waits for that lock
 * while a long query reads the table, all new readers must wait for the transaction. Therefore,
 * each transaction waits only briefly for the lock, unless the caller knows that a longer wait
 * helps.
 */
public final class LockRetry {
  /** How long a transaction waits for a lock, unless a caller knows that a longer wait helps. */
  public static final Duration BRIEFLY = Duration.ofMillis(100);

  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

  private LockRetry() {}

  /** Returns a retry with this time limit. */
  public static Retry within(Duration limit) {
    return Retry.with(BACKOFF).within(limit, Retry.Start.FIRST_ATTEMPT);
  }

  /**
   * Runs the change in a transaction and repeats it until it succeeds.
   *
   * @param whenHeld runs after each transaction that did not get a lock; returns how long the next
   *     one waits for a lock
   * @throws SQLException the error of the change; if another session still holds a lock at the
   *     deadline, {@link SqlState#isHeld} returns true for it
   */
  public static void run(
      Connection connection, Retry retry, Sql.Body<?> change, Sql.Body<Duration> whenHeld)
      throws SQLException {
    AtomicReference<Duration> timeout = new AtomicReference<>(BRIEFLY);
    retry.call(
        () -> {
          try {
            return Sql.transaction(connection, timeout.get(), change);
          } catch (SQLException e) {
            if (SqlState.isHeld(e)) {
              timeout.set(whenHeld.run());
            }
            throw e;
          }
        },
        SqlState::isHeld);
  }
}
