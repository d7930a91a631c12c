package io.quarterdeck.loader.load;

import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.TransientErrors;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.loader.retry.Retry;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Repeats an attempt that failed with a transient error of PostgreSQL, with exponential backoff,
 * until a deadline. The time until the deadline starts with the first failure. The progress shows
 * each retry.
 */
final class LoadRetry {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(8), Backoff.Jitter.HALF);

  private final Duration deadline;
  private final Progress progress;

  /**
   * @param deadline how long to retry after the first failure; zero means no retries
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
    return Retry.with(BACKOFF)
        .within(deadline, Retry.Start.FIRST_FAILURE)
        .lastWait(Retry.LastWait.OMITTED)
        .beforeWait(this::report)
        .whenInterrupted((wait, e) -> (Failure) wait.cause().orElseThrow())
        .call(attempt::get, failure -> TransientErrors.in(failure).isPresent());
  }

  private void report(Retry.Wait wait) {
    progress.note(
        String.format(
            Locale.ROOT,
            "PostgreSQL failed: %s; try %d in %.1f s, the last one within %d s.",
            Causes.of(wait.cause().flatMap(TransientErrors::in).orElseThrow()),
            wait.next(),
            wait.time().toMillis() / 1000.0,
            wait.left().toSeconds()));
  }
}
