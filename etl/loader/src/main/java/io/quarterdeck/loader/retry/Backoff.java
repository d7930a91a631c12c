package io.quarterdeck.loader.retry;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Exponential backoff between attempts, up to a maximum.
 *
 * @param shortest the first wait time
 * @param longest the maximum wait time
 * @param jitter whether wait times are random
 */
public record Backoff(Duration shortest, Duration longest, Jitter jitter) {
  /** The wait times between requests to shared servers. */
  public static final Backoff POLITE = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

  /**
   * No wait between attempts. Use it for operations that wait during the attempt, for example in
   * the server.
   */
  public static final Backoff NONE = new Backoff(Duration.ZERO, Duration.ZERO);

  /**
   * The maximum number of times that the wait time doubles. More would overflow. The maximum wait
   * time is reached long before.
   */
  private static final int MOST_DOUBLINGS = 20;

  /** Whether and how wait times vary. */
  public enum Jitter {
    /** Wait times do not vary. */
    NONE,
    /**
     * Wait times are random, from half of the backoff time to all of it, so that processes that
     * fail at the same time do not retry at the same time.
     */
    HALF
  }

  /** Creates a backoff without jitter. */
  public Backoff(Duration shortest, Duration longest) {
    this(shortest, longest, Jitter.NONE);
  }

  /**
   * Returns the wait time after a failed attempt.
   *
   * @param attempt the number of the failed attempt; the first attempt is 1
   */
  public Duration after(int attempt) {
    Duration doubled = shortest.multipliedBy(1L << Math.min(attempt - 1, MOST_DOUBLINGS));
    Duration delay = doubled.compareTo(longest) < 0 ? doubled : longest;
    return switch (jitter) {
      case NONE -> delay;
      case HALF -> {
        long half = delay.toMillis() / 2;
        yield Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half + 1));
      }
    };
  }
}
