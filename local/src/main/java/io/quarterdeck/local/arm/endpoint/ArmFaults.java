package io.quarterdeck.local.arm.endpoint;

import io.quarterdeck.local.arm.store.ArmRefusal;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.http.ApiError;
import java.time.Duration;
import java.util.Optional;

/** Injects faults: refuses requests that would otherwise succeed. Thread-safe. */
@FunctionalInterface
public interface ArmFaults {
  /** Refuses nothing. */
  static ArmFaults none() {
    return (method, type) -> {};
  }

  /**
   * Called before each request that has a valid token.
   *
   * @param method for example {@code GET}
   * @param type the requested type, for example {@code Microsoft.Storage/storageAccounts}; empty if
   *     the path names no provider
   * @throws ApiError to refuse the request
   */
  void before(String method, String type);

  /** Refuses the same requests as these faults, with the same messages and the same Retry-After. */
  static ArmFaults of(Faults faults) {
    return (method, type) -> {
      try {
        faults.before(method, type);
      } catch (ArmRefusal refusal) {
        throw refused(refusal);
      }
    };
  }

  private static ApiError refused(ArmRefusal refusal) {
    Optional<String> seconds = refusal.retryAfter().map(after -> Long.toString(after.toSeconds()));
    ApiError error = ApiError.of(refusal.status(), refusal.code(), refusal.getMessage());
    return seconds.map(after -> error.with("Retry-After", after)).orElse(error);
  }

  /**
   * Returns 429 with {@code Retry-After}, as Resource Manager does when it throttles reads of a
   * subscription.
   */
  static ApiError throttled(Duration retryAfter) {
    return ApiError.of(
            429,
            "TooManyRequests",
            "Number of read requests for the subscription exceeded the limit. Please try again after"
                + " '"
                + retryAfter.toSeconds()
                + "' seconds.")
        .with("Retry-After", Long.toString(retryAfter.toSeconds()));
  }
}
