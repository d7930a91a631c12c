package io.quarterdeck.azure.connection;

import io.quarterdeck.loader.progress.Progress;

/**
 * Provides the outputs and the access of one stack without the Pulumi CLI and without environment
 * variables. The local stack has one. {@link java.util.ServiceLoader} finds providers.
 */
public interface ConnectedStackProvider {
  /** Returns the stack's name. */
  String stack();

  /**
   * Returns the stack's outputs and access.
   *
   * @throws io.quarterdeck.loader.failure.Failure if they cannot be determined
   */
  ConnectedStack connect(Progress progress);
}
