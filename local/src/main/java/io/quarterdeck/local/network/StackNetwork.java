package io.quarterdeck.local.network;

import io.quarterdeck.infra.settings.Cidr;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.arm.store.BodyValues;
import io.quarterdeck.local.arm.store.ResourceIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The virtual network of a stack with its subnets, as a client of a network sees it. */
final class StackNetwork {
  private static final String NETWORK = "Microsoft.Network/virtualNetworks";
  private static final String AGENTS = "snet-agents";

  /** Azure reserves the first four addresses of a subnet. */
  private static final int FIRST_ADDRESS = 4;

  private static final int DNS_PORT = 53;

  private final ArmResources resources;
  private final ClientOrigin origin;
  private final ArmResource network;

  private StackNetwork(ArmResources resources, ClientOrigin origin, ArmResource network) {
    this.resources = resources;
    this.origin = origin;
    this.network = network;
  }

  /** Returns the network of a resource group; empty if it has none. */
  static Optional<StackNetwork> of(ArmResources resources, ClientOrigin origin, String groupId) {
    return resources.list().stream()
        .filter(each -> each.type().equals(NETWORK) && ResourceIds.within(each.id(), groupId))
        .findFirst()
        .map(network -> new StackNetwork(resources, origin, network));
  }

  /** Returns the subnet of the agents. */
  Optional<ArmResource> agents() {
    return resources.find(network.id() + "/subnets/" + AGENTS);
  }

  /** Returns the private address of the client; empty if it has none. */
  Optional<Cidr> client() {
    return switch (origin.kind()) {
      case AGENTS -> agents().map(StackNetwork::address);
      case PEERED -> origin.range().map(StackNetwork::first);
      case VPN -> pool().map(StackNetwork::first);
      case INTERNET -> Optional.empty();
    };
  }

  /** Returns an address in a subnet. */
  static Cidr address(ArmResource subnet) {
    Cidr range =
        Stream.of("properties.addressPrefix", "properties.addressPrefixes.0")
            .flatMap(path -> Cidr.parse(BodyValues.text(subnet, path)).stream())
            .findFirst()
            .orElseThrow();
    return first(range);
  }

  private static Cidr first(Cidr range) {
    return new Cidr(range.address() + FIRST_ADDRESS, 32);
  }

  /** Returns the addresses of VPN clients; empty without a VPN gateway in this network. */
  private Optional<Cidr> pool() {
    return resources.list().stream()
        .filter(each -> each.type().equals("Microsoft.Network/virtualNetworkGateways"))
        .filter(
            gateway ->
                ResourceIds.within(
                    BodyValues.text(gateway, "properties.ipConfigurations.0.properties.subnet.id"),
                    network.id()))
        .flatMap(
            gateway ->
                Cidr.parse(
                    BodyValues.text(
                        gateway,
                        "properties.vpnClientConfiguration.vpnClientAddressPool.addressPrefixes.0"))
                    .stream())
        .findFirst();
  }

  /**
   * Whether VPN clients can ask the DNS server of this network: its endpoint exists, and the group
   * of its subnet accepts them.
   */
  private boolean hasResolver() {
    return resources.list().stream()
        .filter(each -> each.type().equals("Microsoft.Network/dnsResolvers/inboundEndpoints"))
        .map(each -> BodyValues.text(each, "properties.ipConfigurations.0.subnet.id"))
        .filter(subnet -> ResourceIds.within(subnet, network.id()))
        .flatMap(subnet -> resources.find(subnet).stream())
        .anyMatch(
            subnet ->
                inbound(subnet, new Flow(client().orElseThrow(), address(subnet), "", DNS_PORT))
                    .isEmpty());
  }

  /**
   * Whether the client resolves the names of a private zone: the zone is linked to its network.
   * Which network a connected client uses is not known, so a link to any other network counts.
   */
  boolean resolves(String zoneId) {
    if (origin.kind() == ClientOrigin.Kind.VPN && (client().isEmpty() || !hasResolver())) {
      return false;
    }
    return resources.list().stream()
        .filter(each -> each.type().equals("Microsoft.Network/privateDnsZones/virtualNetworkLinks"))
        .filter(link -> ResourceIds.within(link.id(), zoneId))
        .map(link -> BodyValues.text(link, "properties.virtualNetwork.id"))
        .anyMatch(
            linked ->
                switch (origin.kind()) {
                  case AGENTS, VPN -> linked.equalsIgnoreCase(network.id());
                  case PEERED -> !linked.equalsIgnoreCase(network.id());
                  case INTERNET -> false;
                });
  }

  /** Returns the rule that denies a connection that leaves the agents' subnet. */
  Optional<String> outbound(Flow flow) {
    return origin.kind() == ClientOrigin.Kind.AGENTS
        ? agents().flatMap(this::group).flatMap(group -> group.denial(Direction.OUTBOUND, flow))
        : Optional.empty();
  }

  /** Returns the rule that denies a connection that enters a subnet. */
  Optional<String> inbound(ArmResource subnet, Flow flow) {
    return group(subnet).flatMap(group -> group.denial(Direction.INBOUND, flow));
  }

  private Optional<SecurityGroup> group(ArmResource subnet) {
    List<Cidr> inside = new ArrayList<>(ranges());
    origin.range().ifPresent(inside::add);
    pool().ifPresent(inside::add);
    return resources
        .find(BodyValues.text(subnet, "properties.networkSecurityGroup.id"))
        .map(group -> SecurityGroup.of(group, inside));
  }

  private List<Cidr> ranges() {
    return BodyValues.at(network, "properties.addressSpace.addressPrefixes").orElse(List.of())
            instanceof List<?> prefixes
        ? prefixes.stream().flatMap(text -> Cidr.parse(text.toString()).stream()).toList()
        : List.of();
  }

  /** Returns the public address of the client; empty if it has none. */
  Optional<Cidr> publicClient() {
    return switch (origin.kind()) {
      case INTERNET -> origin.address();
      case AGENTS ->
          agents()
              .flatMap(
                  subnet -> resources.find(BodyValues.text(subnet, "properties.natGateway.id")))
              .flatMap(
                  nat -> resources.find(BodyValues.text(nat, "properties.publicIpAddresses.0.id")))
              .flatMap(
                  address -> Cidr.parse(BodyValues.text(address, "properties.ipAddress") + "/32"));
      case PEERED, VPN -> Optional.empty();
    };
  }
}
