package io.quarterdeck.azure.connection;

import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.progress.Progress;
import java.util.Optional;
import java.util.Set;

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
   * Adds systems to the stack, whose resources the next {@link #connect} creates. Does nothing on
   * Azure, where the systems are a setting of the stack.
   *
   * @throws io.quarterdeck.loader.failure.Failure if they cannot be stored
   */
  default void add(Set<PlatformSystemName> systems) {}

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
