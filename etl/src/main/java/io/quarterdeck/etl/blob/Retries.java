package io.quarterdeck.etl.blob;

import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;

/** How often Blob is asked again. */
final class Retries {
  /** Four tries over some seconds: a throttled account recovers, a missing one is told soon. */
  static final RequestRetryOptions OF_BLOB =
      new RequestRetryOptions(RetryPolicyType.EXPONENTIAL, 4, 300, 500L, 4000L, null);

  private Retries() {}
}
