package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.outputs.OutputValues;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * The network from which {@code doctor} connects, if a user selects another one than that of this
 * machine. Only the local stack offers this, because loopback is always reachable. {@link
 * java.util.ServiceLoader} finds the implementations.
 */
public interface CallerNetwork {
  /** A service to which {@code doctor} connects. */
  enum Service {
    BLOB("blob"),
    KEY_VAULT("key vault"),
    DATABRICKS("databricks"),
    POSTGRES("postgres");

    private final String words;

    Service(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * Returns why the network cannot connect to a service of the stack: a phrase without a full stop.
   * Returns nothing if it can, or if no network is selected.
   */
  Optional<String> obstacle(OutputValues outputs, Service service);

  /** Returns where the selected network is; nothing if no network is selected. */
  Optional<CallerPlace> place(OutputValues outputs);

  /** Returns where the network is that a user selected; nothing if no network is selected. */
  static Optional<CallerPlace> selected(OutputValues outputs) {
    return ServiceLoader.load(CallerNetwork.class).stream()
        .map(network -> network.get().place(outputs))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
