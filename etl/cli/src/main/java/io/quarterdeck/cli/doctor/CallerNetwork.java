package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.outputs.OutputValues;
import java.util.Optional;

/**
 * The network from which {@code doctor} connects, if a user selects another one than that of this
 * machine. Only the local stack offers this, because loopback is always reachable. {@link
 * java.util.ServiceLoader} finds the implementations.
 */
public interface CallerNetwork {
  /** A service to which {@code doctor} connects. */
  enum Service {
    BLOB,
    KEY_VAULT,
    DATABRICKS,
    POSTGRES
  }

  /**
   * Returns why the network cannot connect to a service of the stack: a phrase without a full stop.
   * Returns nothing if it can, or if no network is selected.
   */
  Optional<String> obstacle(OutputValues outputs, Service service);
}
