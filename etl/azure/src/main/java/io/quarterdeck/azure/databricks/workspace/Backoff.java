package io.quarterdeck.azure.databricks.workspace;

import io.quarterdeck.loader.failure.Failure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Exponential backoff between attempts, up to a maximum.
 *
 * @param shortest the first wait time
 * @param longest the maximum wait time
 */
public record Backoff(Duration shortest, Duration longest) {
  /** The wait times for shared servers. */
  public static final Backoff POLITE = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

  /** Starts a period of waiting that ends after {@code patience}. */
  public Deadline deadline(Duration patience) {
    return new Deadline(System.nanoTime() + patience.toNanos(), shortest);
  }

  /** A period of waiting. Not thread-safe. */
  public final class Deadline {
    private final long end;
    private Duration next;

    private Deadline(long end, Duration first) {
      this.end = end;
      this.next = first;
    }

    /** Returns the remaining time; zero after the deadline. */
    public Duration left() {
      return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /**
     * Waits for the next backoff time, at most until the deadline.
     *
     * @return false if the deadline has passed
     * @throws Failure if the thread is interrupted
     */
    public boolean pause() {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      try {
        TimeUnit.NANOSECONDS.sleep(Math.min(left, next.toNanos()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Failure(
            "Cannot continue waiting: the wait was interrupted; expected to wait. Run this again.",
            e);
      }
      Duration doubled = next.multipliedBy(2);
      next = doubled.compareTo(longest) < 0 ? doubled : longest;
      return true;
    }
  }
}
