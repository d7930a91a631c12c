package io.quarterdeck.local.arm.endpoint;

import io.quarterdeck.local.arm.store.ArmRefusal;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.standin.http.AzureError;
import java.time.Duration;
import java.util.Optional;

/** Refuses requests that would succeed, as a rehearsal wants. Thread-safe. */
@FunctionalInterface
public interface ArmFaults {
  /** Refuses nothing. */
  static ArmFaults none() {
    return (method, type) -> {};
  }

  /**
   * Comes before each request whose token is good.
   *
   * @param method {@code GET}
   * @param type the type that is asked for, {@code Microsoft.Storage/storageAccounts}; empty where
   *     no provider is named
   * @throws AzureError to refuse it
   */
  void before(String method, String type);

  /** Refuses what these refuse, in the same words, and asks to come again at the same time. */
  static ArmFaults of(Faults faults) {
    return (method, type) -> {
      try {
        faults.before(method, type);
      } catch (ArmRefusal refusal) {
        throw refused(refusal);
      }
    };
  }

  private static AzureError refused(ArmRefusal refusal) {
    Optional<String> seconds = refusal.retryAfter().map(after -> Long.toString(after.toSeconds()));
    AzureError error = AzureError.of(refusal.status(), refusal.code(), refusal.getMessage());
    return seconds.map(after -> error.with("Retry-After", after)).orElse(error);
  }

  /** 429 with {@code Retry-After}, as Resource Manager throttles reads of a subscription. */
  static AzureError throttled(Duration retryAfter) {
    return AzureError.of(
            429,
            "TooManyRequests",
            "Number of read requests for the subscription exceeded the limit. Please try again after"
                + " '"
                + retryAfter.toSeconds()
                + "' seconds.")
        .with("Retry-After", Long.toString(retryAfter.toSeconds()));
  }
}
