package io.quarterdeck.local.arm.provider;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarterdeck.local.http.ApiError;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Retries requests that Azure refuses temporarily, after the delay that Azure names, until the
 * timeout of the operation or a cancellation. Thread-safe.
 */
final class ArmRetry {
  private static final Set<Integer> BUSY = Set.of(408, 429, 500, 502, 503, 504);

  /** The default limit of azure-native if neither the program nor the user sets one. */
  private static final Duration LIMIT = Duration.ofHours(1);

  private final CountDownLatch cancelled = new CountDownLatch(1);

  /** Ends all waiting. */
  void cancel() {
    cancelled.countDown();
  }

  /**
   * Sends the request and retries it.
   *
   * @param timeoutSeconds the timeout that the engine sets; 0 for the default
   */
  <T> T ask(double timeoutSeconds, Supplier<T> request) {
    Duration limit =
        timeoutSeconds > 0 ? Duration.ofMillis(Math.round(timeoutSeconds * 1000)) : LIMIT;
    Instant end = Instant.now().plus(limit);
    while (true) {
      if (cancelled.getCount() == 0) {
        throw ended(Status.CANCELLED, "operation canceled");
      }
      try {
        return request.get();
      } catch (ApiError refusal) {
        Duration delay = delay(refusal);
        if (Instant.now().plus(delay).isAfter(end)) {
          throw ended(
              Status.DEADLINE_EXCEEDED,
              "context deadline exceeded after %s s; the last answer of Azure was: %s"
                  .formatted(limit.toSeconds(), Refusals.text(refusal)));
        }
        await(delay);
      }
    }
  }

  private static Duration delay(ApiError refusal) {
    boolean later =
        BUSY.contains(refusal.status()) || refusal.code().equals("AnotherOperationInProgress");
    return refusal.retryAfter().filter(after -> later).orElseThrow(() -> refusal);
  }

  private void await(Duration delay) {
    try {
      if (cancelled.await(delay.toMillis(), TimeUnit.MILLISECONDS)) {
        throw ended(Status.CANCELLED, "operation canceled");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw ended(Status.CANCELLED, "operation interrupted");
    }
  }

  private static StatusRuntimeException ended(Status status, String message) {
    return status.withDescription(message).asRuntimeException();
  }
}
