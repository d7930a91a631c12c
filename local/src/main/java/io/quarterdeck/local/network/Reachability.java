package io.quarterdeck.local.network;

import io.quarterdeck.cli.doctor.CallerNetwork.Service;
import io.quarterdeck.infra.settings.Cidr;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.arm.store.BodyValues;
import io.quarterdeck.local.arm.store.ResourceIds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a client reaches a service of a stack, from the stored resources. Sources:
 * Microsoft Learn, "Network security groups", "Virtual network service tags", "Manage network
 * policies for private endpoints", "Azure Private Endpoint private DNS zone values", "Network with
 * private access (virtual network integration)" and "Network with public access" (Azure Database
 * for PostgreSQL), "Configure Azure Storage firewalls and virtual networks", "Configure network
 * security for Azure Key Vault".
 */
final class Reachability {
  private static final String SERVER = "Microsoft.DBforPostgreSQL/flexibleServers";
  private static final int POSTGRES_PORT = 5432;
  private static final int HTTPS_PORT = 443;

  /** The values of a subnet's policy with which security groups apply to private endpoints. */
  private static final Set<String> POLICIES = Set.of("Enabled", "NetworkSecurityGroupEnabled");

  /** Any public address; the rules for service tags do not depend on it. */
  private static final Cidr PUBLIC = Cidr.parse("198.51.100.200/32").orElseThrow();

  /** The firewall rule that accepts connections from all services of Azure. */
  private static final String AZURE = "0.0.0.0";

  /**
   * A service with private endpoints.
   *
   * @param groupId the sub-resource of its endpoint
   * @param tag its service tag
   */
  private record Endpoints(String type, String groupId, String tag) {
    static Endpoints of(Service service) {
      return switch (service) {
        case BLOB -> new Endpoints("Microsoft.Storage/storageAccounts", "blob", "Storage");
        case KEY_VAULT -> new Endpoints("Microsoft.KeyVault/vaults", "vault", "AzureKeyVault");
        case DATABRICKS ->
            new Endpoints(
                "Microsoft.Databricks/workspaces", "databricks_ui_api", "AzureDatabricks");
        case POSTGRES -> new Endpoints(SERVER, "postgresqlServer", "");
      };
    }
  }

  private final ArmResources resources;
  private final ClientOrigin origin;
  private final StackNetwork network;

  Reachability(ArmResources resources, ClientOrigin origin, StackNetwork network) {
    this.resources = resources;
    this.origin = origin;
    this.network = network;
  }

  /**
   * Returns why the client cannot connect; empty if it can.
   *
   * @param resource the resource of the service
   */
  Optional<String> obstacle(Service service, ArmResource resource) {
    Optional<String> cause =
        withoutGateway()
            .or(
                () ->
                    switch (service) {
                      case POSTGRES -> server(resource);
                      case BLOB, KEY_VAULT, DATABRICKS -> endpoint(service, resource);
                    });
    return cause.map(
        why ->
            "%s takes no connection from %s: %s"
                .formatted(ResourceIds.name(resource.id()), origin.text(), why));
  }

  private Optional<String> withoutGateway() {
    return origin.kind() == ClientOrigin.Kind.VPN && network.client().isEmpty()
        ? Optional.of("the stack has no VPN gateway")
        : Optional.empty();
  }

  /**
   * Returns why the network rules of a storage account refuse a request of the client; empty if
   * they accept it. They do not apply to requests through a private endpoint. Source: Microsoft
   * Learn, "Configure Azure Storage firewalls and virtual networks".
   */
  Optional<String> refusal(ArmResource account) {
    boolean priv =
        endpointOf(account, Endpoints.of(Service.BLOB).groupId())
            .flatMap(this::zone)
            .filter(network::resolves)
            .isPresent();
    return priv ? Optional.empty() : firewall(account);
  }

  private Optional<String> server(ArmResource server) {
    String subnet = BodyValues.text(server, "properties.network.delegatedSubnetResourceId");
    if (subnet.isEmpty()) {
      return publicServer(server);
    }
    String zone = BodyValues.text(server, "properties.network.privateDnsZoneArmResourceId");
    return network.resolves(zone)
        ? into(resources.find(subnet).orElseThrow(), POSTGRES_PORT)
        : Optional.of(
            "its name has no address there, because the zone %s is not linked to that network"
                .formatted(ResourceIds.name(zone)));
  }

  private Optional<String> publicServer(ArmResource server) {
    if (BodyValues.text(server, "properties.network.publicNetworkAccess").equals("Disabled")) {
      return Optional.of("its public network access is disabled");
    }
    return outOf("", POSTGRES_PORT)
        .or(
            () ->
                firewallAccepts(server)
                    ? Optional.empty()
                    : Optional.of("no firewall rule accepts " + publicAddress()));
  }

  private boolean firewallAccepts(ArmResource server) {
    return resources.list().stream()
        .filter(each -> each.type().equals(SERVER + "/firewallRules"))
        .filter(rule -> ResourceIds.within(rule.id(), server.id()))
        .anyMatch(
            rule -> {
              String first = BodyValues.text(rule, "properties.startIpAddress");
              String last = BodyValues.text(rule, "properties.endIpAddress");
              boolean azure = first.equals(AZURE) && last.equals(AZURE);
              return azure
                  ? origin.kind() == ClientOrigin.Kind.AGENTS
                  : network
                      .publicClient()
                      .filter(client -> between(client, first, last))
                      .isPresent();
            });
  }

  private static boolean between(Cidr client, String first, String last) {
    return Cidr.parse(first + "/32").orElseThrow().address() <= client.address()
        && client.address() <= Cidr.parse(last + "/32").orElseThrow().address();
  }

  private Optional<String> endpoint(Service service, ArmResource resource) {
    Endpoints kind = Endpoints.of(service);
    Optional<ArmResource> endpoint = endpointOf(resource, kind.groupId());
    Optional<String> zone = endpoint.flatMap(this::zone);
    if (zone.filter(network::resolves).isPresent()) {
      return into(subnetOf(endpoint.orElseThrow()), HTTPS_PORT);
    }
    return outOf(kind.tag(), HTTPS_PORT)
        .or(() -> firewall(resource))
        .map(
            cause ->
                zone.filter(found -> origin.kind() != ClientOrigin.Kind.INTERNET)
                    .map(
                        found ->
                            "the zone %s is not linked to that network, and %s"
                                .formatted(ResourceIds.name(found), cause))
                    .orElse(cause));
  }

  private Optional<ArmResource> endpointOf(ArmResource resource, String groupId) {
    return resources.list().stream()
        .filter(each -> each.type().equals("Microsoft.Network/privateEndpoints"))
        .filter(
            each ->
                connection(each, "privateLinkServiceId").equalsIgnoreCase(resource.id())
                    && connection(each, "groupIds.0").equals(groupId))
        .findFirst();
  }

  private static String connection(ArmResource endpoint, String path) {
    return BodyValues.text(
        endpoint, "properties.privateLinkServiceConnections.0.properties." + path);
  }

  private Optional<String> zone(ArmResource endpoint) {
    return resources.list().stream()
        .filter(
            each -> each.type().equals("Microsoft.Network/privateEndpoints/privateDnsZoneGroups"))
        .filter(group -> ResourceIds.within(group.id(), endpoint.id()))
        .map(
            group ->
                BodyValues.text(
                    group, "properties.privateDnsZoneConfigs.0.properties.privateDnsZoneId"))
        .findFirst();
  }

  private ArmResource subnetOf(ArmResource endpoint) {
    return resources.find(BodyValues.text(endpoint, "properties.subnet.id")).orElseThrow();
  }

  /** A connection to a private address passes the groups of both subnets. */
  private Optional<String> into(ArmResource subnet, int port) {
    Flow flow = new Flow(network.client().orElseThrow(), StackNetwork.address(subnet), "", port);
    boolean delegated = BodyValues.at(subnet, "properties.delegations.0").isPresent();
    boolean filtered =
        delegated
            || POLICIES.contains(
                BodyValues.text(subnet, "properties.privateEndpointNetworkPolicies"));
    return network
        .outbound(flow)
        .or(() -> filtered ? network.inbound(subnet, flow) : Optional.empty());
  }

  /** A connection to a public address leaves the subnet of the agents through its NAT gateway. */
  private Optional<String> outOf(String tag, int port) {
    if (origin.kind() != ClientOrigin.Kind.AGENTS) {
      return Optional.empty();
    }
    if (network.publicClient().isEmpty()) {
      return Optional.of("the subnet has no path to public addresses");
    }
    return network.outbound(new Flow(network.client().orElseThrow(), PUBLIC, tag, port));
  }

  /** The firewall of a service at its public address. */
  private Optional<String> firewall(ArmResource resource) {
    if (BodyValues.text(resource, "properties.publicNetworkAccess").equalsIgnoreCase("Disabled")) {
      return Optional.of("its public network access is disabled");
    }
    boolean open =
        !BodyValues.text(resource, "properties.networkAcls.defaultAction").equals("Deny");
    return open || accepts(resource)
        ? Optional.empty()
        : Optional.of("its firewall does not accept " + publicAddress());
  }

  private boolean accepts(ArmResource resource) {
    boolean byAddress =
        rules(resource, "ipRules").stream()
            .map(rule -> BodyValues.text(rule, "value"))
            .flatMap(text -> Cidr.parse(text.contains("/") ? text : text + "/32").stream())
            .anyMatch(
                range ->
                    network.publicClient().filter(client -> range.contains(client)).isPresent());
    boolean bySubnet =
        origin.kind() == ClientOrigin.Kind.AGENTS
            && rules(resource, "virtualNetworkRules").stream()
                .anyMatch(
                    rule ->
                        network
                            .agents()
                            .filter(
                                subnet -> BodyValues.text(rule, "id").equalsIgnoreCase(subnet.id()))
                            .isPresent());
    return byAddress || bySubnet;
  }

  private static List<Map<?, ?>> rules(ArmResource resource, String name) {
    return BodyValues.at(resource, "properties.networkAcls." + name).orElse(List.of())
            instanceof List<?> rules
        ? rules.stream().<Map<?, ?>>map(rule -> (Map<?, ?>) rule).toList()
        : List.of();
  }

  private String publicAddress() {
    return network.publicClient().map(Cidr::first).orElse("the public addresses of that network");
  }

  /** Returns the resource of a service in a resource group. */
  static Optional<ArmResource> resource(ArmResources resources, String groupId, Service service) {
    return resources.list().stream()
        .filter(each -> each.type().equals(Endpoints.of(service).type()))
        .filter(each -> ResourceIds.within(each.id(), groupId))
        .findFirst();
  }
}
