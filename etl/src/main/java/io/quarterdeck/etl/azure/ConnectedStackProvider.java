package io.quarterdeck.etl.azure;

import io.quarterdeck.etl.terminal.Progress;

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
   * @throws io.quarterdeck.etl.Failure if they cannot be determined
   */
  ConnectedStack connect(Progress progress);
}
