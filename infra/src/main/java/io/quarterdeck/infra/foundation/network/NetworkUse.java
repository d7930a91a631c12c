package io.quarterdeck.infra.foundation.network;

import java.util.List;

/**
 * What the systems need in the network.
 *
 * @param subnets their subnets
 * @param endpointPorts the ports of their private endpoints, in addition to those of the foundation
 */
public record NetworkUse(List<SystemSubnet> subnets, List<String> endpointPorts) {
  /** A system that uses the network of the foundation as it is. */
  public static final NetworkUse NONE = new NetworkUse(List.of(), List.of());

  public NetworkUse {
    subnets = List.copyOf(subnets);
    endpointPorts = List.copyOf(endpointPorts);
  }

  /** Returns what several systems need together. */
  public static NetworkUse all(List<NetworkUse> uses) {
    return new NetworkUse(
        uses.stream().flatMap(use -> use.subnets().stream()).toList(),
        uses.stream().flatMap(use -> use.endpointPorts().stream()).distinct().toList());
  }
}
