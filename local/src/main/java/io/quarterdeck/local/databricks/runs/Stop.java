package io.quarterdeck.local.databricks.runs;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells a run to end before it has ended by itself. Thread-safe. */
final class Stop {
  private final CompletableFuture<Outcome> reason = new CompletableFuture<>();

  /** Ends it so; the first one counts. */
  void now(Outcome outcome) {
    reason.complete(outcome);
  }

  Optional<Outcome> reason() {
    return Optional.ofNullable(reason.getNow(null));
  }

  /** Waits at most so long to be told, and says whether it was. */
  boolean await(Duration limit) throws InterruptedException {
    return await(reason, limit);
  }

  /**
   * Waits for the process to end, or to be told.
   *
   * @return whether one of both came in time
   */
  boolean awaitEnd(Process process, Duration limit) throws InterruptedException {
    return await(CompletableFuture.anyOf(process.onExit(), reason), limit);
  }

  private static boolean await(CompletableFuture<?> future, Duration limit)
      throws InterruptedException {
    try {
      future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
