package io.quarterdeck.local.arm.endpoint;

import io.quarterdeck.local.standin.http.AzureError;
import java.time.Duration;

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
