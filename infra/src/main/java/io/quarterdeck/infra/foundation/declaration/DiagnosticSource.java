package io.quarterdeck.infra.foundation.declaration;

import com.pulumi.core.Output;

/**
 * A resource that sends logs, and usually metrics, to Log Analytics.
 *
 * @param name the last part of the diagnostic setting's logical name
 * @param id the resource's id
 */
public record DiagnosticSource(String name, Output<String> id, Metrics metrics) {
  /** The metrics that a resource sends. */
  public enum Metrics {
    NONE,
    ALL,
    /** The only metric category of storage services. */
    TRANSACTION
  }

  public static DiagnosticSource logsAndMetrics(String name, Output<String> id) {
    return new DiagnosticSource(name, id, Metrics.ALL);
  }

  public static DiagnosticSource logs(String name, Output<String> id) {
    return new DiagnosticSource(name, id, Metrics.NONE);
  }

  /**
   * Returns the blob service of a storage account, because a service sends logs, and an account
   * does not.
   */
  public static DiagnosticSource blobService(String name, Output<String> accountId) {
    Output<String> id = accountId.applyValue(account -> account + "/blobServices/default");
    return new DiagnosticSource(name, id, Metrics.TRANSACTION);
  }
}
