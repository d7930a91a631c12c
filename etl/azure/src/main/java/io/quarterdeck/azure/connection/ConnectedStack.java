package io.quarterdeck.azure.connection;

import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.outputs.OutputValues;
import java.util.Optional;

/**
 * A stack's outputs, and the access to Azure that its services need.
 *
 * @param outputs the stack's outputs
 * @param access the endpoints and credentials
 * @param role the PostgreSQL role that the user requested, if any
 */
public record ConnectedStack(OutputValues outputs, AzureAccess access, Optional<String> role) {
  /** Creates a stack to whose PostgreSQL commands sign in as the principal of the access. */
  public ConnectedStack(OutputValues outputs, AzureAccess access) {
    this(outputs, access, Optional.empty());
  }

  /** Returns the stack with the requested role. */
  ConnectedStack as(Optional<String> requested) {
    return new ConnectedStack(outputs, access, requested);
  }
}
