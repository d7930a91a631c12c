package io.quarterdeck.etl.azure;

import io.quarterdeck.etl.terminal.Progress;

/**
 * Knows outputs and access of one stack without Pulumi's CLI and without variables of the
 * environment: the local stack's does. Found by {@link java.util.ServiceLoader}.
 */
public interface ConnectedStackProvider {
  /** The stack's name. */
  String stack();

  /**
   * The stack's stack.
   *
   * @throws io.quarterdeck.etl.Failure when it cannot be had
   */
  ConnectedStack connect(Progress progress);
}
