package io.quarterdeck.local.process;

import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.loader.retry.Retry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Waits for conditions by checking them repeatedly. */
public final class Polling {
  private static final Backoff INTERVAL = new Backoff(Duration.ofMillis(50), Duration.ofMillis(50));

  private Polling() {}

  /**
   * Waits until a condition is true.
   *
   * @param what the operation that waits, for example "start PostgreSQL"; the message contains it
   *     if the wait is interrupted
   * @param limitSeconds the maximum time to wait, in seconds; 0 checks the condition once
   * @return whether the condition became true in time
   */
  public static boolean await(String what, int limitSeconds, BooleanSupplier condition) {
    return Retry.with(INTERVAL)
        .within(Duration.ofSeconds(limitSeconds), Retry.Start.FIRST_ATTEMPT)
        .whenInterrupted((wait, e) -> Processes.interrupted(what, e))
        .poll(left -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty())
        .isPresent();
  }
}
