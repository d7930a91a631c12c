package io.quarterdeck.loader.load;

import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.TransientErrors;
import io.quarterdeck.loader.progress.Progress;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Repeats an attempt that failed with a transient error of PostgreSQL, with exponential backoff,
 * until a deadline. The deadline begins with the first failure. Each retry is reported.
 */
final class LoadRetry {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  private final Duration deadline;
  private final Progress progress;

  /**
   * @param deadline how long to retry after the first failure; zero does not retry
   */
  LoadRetry(Duration deadline, Progress progress) {
    this.deadline = deadline;
    this.progress = progress;
  }

  /**
   * Runs the attempt until it succeeds.
   *
   * @throws Failure the last failure, if it is not transient or the deadline has passed
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
      if (!(failure.getCause() instanceof SQLException error)
          || !TransientErrors.is(error)
          || System.nanoTime() + pause.toNanos() > end) {
        throw failure;
      }
      progress.note(
          String.format(
              Locale.ROOT,
              "PostgreSQL failed: %s; try %d in %.1f s, the last one within %d s.",
              Causes.of(error),
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

  /**
   * Returns a random pause between half of the given pause and the whole, so that loads that fail
   * together do not retry together.
   */
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
