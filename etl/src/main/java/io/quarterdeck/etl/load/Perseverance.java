package io.quarterdeck.etl.load;

import io.quarterdeck.etl.Causes;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.postgres.TransientTrouble;
import io.quarterdeck.etl.terminal.Progress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Tries again what failed for a reason that passes by itself, with growing pauses, until a deadline
 * that begins with the first failure. Every try is told.
 */
final class Perseverance {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  private final Duration deadline;
  private final Progress progress;

  /**
   * @param deadline how long to go on; zero does not try again
   */
  Perseverance(Duration deadline, Progress progress) {
    this.deadline = deadline;
    this.progress = progress;
  }

  /**
   * Runs the attempt until it succeeds.
   *
   * @throws Failure the last one, when it does not pass by itself or the deadline has come
   */
  <T> T run(Supplier<T> attempt) {
    try {
      return attempt.get();
    } catch (Failure first) {
      return runAgain(attempt, first);
    }
  }

  private <T> T runAgain(Supplier<T> attempt, Failure first) {
    long end = System.nanoTime() + deadline.toNanos();
    Failure failure = first;
    Duration longest = FIRST_PAUSE;
    for (int next = 2; ; next++) {
      Duration pause = jittered(longest);
      if (!(failure.getCause() instanceof SQLException trouble)
          || !TransientTrouble.is(trouble)
          || System.nanoTime() + pause.toNanos() > end) {
        throw failure;
      }
      progress.note(
          String.format(
              Locale.ROOT,
              "PostgreSQL failed: %s; try %d in %.1f s, the last one within %d s.",
              Causes.of(trouble),
              next,
              pause.toMillis() / 1000.0,
              Math.max(0, (end - System.nanoTime()) / 1_000_000_000L)));
      pause(pause, failure);
      longest =
          longest.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? longest.multipliedBy(2)
              : LONGEST_PAUSE;
      try {
        return attempt.get();
      } catch (Failure again) {
        failure = again;
      }
    }
  }

  /** From half to all of it: many loads that a failover broke do not come back at one moment. */
  private static Duration jittered(Duration longest) {
    long half = longest.toMillis() / 2;
    return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half + 1));
  }

  private static void pause(Duration pause, Failure failure) {
    try {
      Thread.sleep(pause.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }
}
