package io.quarterdeck.loader.postgres;

import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.loader.retry.Retry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Retries a change that needs an exclusive lock on a table. While a transaction waits for that lock
 * behind a long reader, all new readers queue behind it. Therefore each transaction waits only
 * briefly for the lock.
 */
public final class LockRetry {
  private static final Duration LOCK_TIMEOUT = Duration.ofMillis(100);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

  private LockRetry() {}

  /** Returns the waits of a change that is retried for this time. */
  public static Retry within(Duration limit) {
    return Retry.with(BACKOFF).within(limit, Retry.Start.FIRST_ATTEMPT);
  }

  /**
   * Runs the change in a transaction, until it succeeds.
   *
   * @param whenHeld runs after each transaction that did not get a lock
   * @throws SQLException the error of the change; {@link SqlState#isHeld} if another session still
   *     holds a lock at the deadline
   */
  public static void run(
      Connection connection, Retry retry, Sql.Body<?> change, Sql.Body<?> whenHeld)
      throws SQLException {
    retry.call(
        () -> {
          try {
            return Sql.transaction(connection, LOCK_TIMEOUT, change);
          } catch (SQLException e) {
            if (SqlState.isHeld(e)) {
              whenHeld.run();
            }
            throw e;
          }
        },
        SqlState::isHeld);
  }
}
