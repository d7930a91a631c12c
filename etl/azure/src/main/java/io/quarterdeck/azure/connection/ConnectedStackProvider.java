package io.quarterdeck.azure.connection;

import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.loader.progress.Progress;
import java.util.Optional;

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

  /**
   * Returns the access with which {@code bootstrap} sets the stack's workspace up. Empty on Azure,
   * where a person with the rights runs {@code setup-workspace} once.
   *
   * @param connected the access of the caller
   * @throws io.quarterdeck.loader.failure.Failure if it cannot be determined
   */
  default Optional<AzureAccess> setupAccess(AzureAccess connected) {
    return Optional.empty();
  }
}
