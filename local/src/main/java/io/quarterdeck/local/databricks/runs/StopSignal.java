package io.quarterdeck.local.databricks.runs;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A request to end a run early. Thread-safe. */
final class StopSignal {
  private final CompletableFuture<RunEnd> reason = new CompletableFuture<>();

  /** Requests the end with this result. The first request wins. */
  void now(RunEnd outcome) {
    reason.complete(outcome);
  }

  Optional<RunEnd> reason() {
    return Optional.ofNullable(reason.getNow(null));
  }

  /** Waits up to the limit for a request, and returns whether there was one. */
  boolean await(Duration limit) throws InterruptedException {
    return await(reason, limit);
  }

  /**
   * Waits for the end of the process or for a request.
   *
   * @return whether either happened within the limit
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
