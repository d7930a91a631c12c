package io.quarterdeck.etl.databricks.workspace;

import io.quarterdeck.etl.Failure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long to wait before asking again: longer each time, up to a bound.
 *
 * @param shortest the first wait
 * @param longest no wait is longer
 */
public record Backoff(Duration shortest, Duration longest) {
  /** For a server that others use too. */
  public static final Backoff POLITE = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

  /** Starts to count. */
  public Deadline deadline(Duration patience) {
    return new Deadline(System.nanoTime() + patience.toNanos(), shortest);
  }

  /** One stretch of waiting. Not safe for use by several threads. */
  public final class Deadline {
    private final long end;
    private Duration next;

    private Deadline(long end, Duration first) {
      this.end = end;
      this.next = first;
    }

    /** What is left of the time; zero once it is up. */
    public Duration left() {
      return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    /**
     * Waits, though not past the deadline.
     *
     * @return whether there was time left
     * @throws Failure when the thread is interrupted
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
            "Cannot go on waiting: it was interrupted; expected to wait. Run this again.", e);
      }
      Duration doubled = next.multipliedBy(2);
      next = doubled.compareTo(longest) < 0 ? doubled : longest;
      return true;
    }
  }
}
