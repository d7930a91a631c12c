package io.quarterdeck.infra.foundation.network;

import com.pulumi.azurenative.network.NatGateway;
import com.pulumi.azurenative.network.NetworkSecurityGroup;
import com.pulumi.azurenative.network.Subnet;
import com.pulumi.azurenative.network.SubnetArgs;
import com.pulumi.azurenative.network.VirtualNetwork;
import com.pulumi.azurenative.network.enums.VirtualNetworkPrivateEndpointNetworkPolicies;
import com.pulumi.azurenative.network.enums.VirtualNetworkPrivateLinkServiceNetworkPolicies;
import com.pulumi.azurenative.network.inputs.DelegationArgs;
import com.pulumi.azurenative.network.inputs.NetworkSecurityGroupArgs;
import com.pulumi.azurenative.network.inputs.SubResourceArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import io.quarterdeck.infra.foundation.context.ResourceSequence;
import io.quarterdeck.infra.settings.Cidr;
import io.quarterdeck.infra.settings.VpnSettings;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The subnets, created one after another: Azure answers {@code AnotherOperationInProgress} to
 * concurrent changes of one virtual network.
 */
final class Subnets {
  /** The service to which the PostgreSQL subnet is delegated. */
  private static final String POSTGRES = "Microsoft.DBforPostgreSQL/flexibleServers";

  private static final String DATABRICKS = "Microsoft.Databricks/workspaces";

  private final Network.Args args;
  private final VirtualNetwork network;
  private final NatGateway nat;
  private final ResourceSequence created;

  private final Subnet databricksPublic;
  private final Subnet databricksPrivate;
  private final Subnet postgres;
  private final Subnet privateEndpoints;
  private final Subnet agents;
  private final Optional<VpnSubnets> vpn;
  private final Map<String, Output<String>> ofSystems = new TreeMap<>();

  Subnets(
      Network.Args args,
      VirtualNetwork network,
      NatGateway nat,
      SecurityGroups groups,
      Resource parent) {
    this.args = args;
    this.network = network;
    this.nat = nat;
    created = new ResourceSequence(parent);
    var cidrs = args.settings();
    databricksPublic =
        subnet(
            "databricks-public",
            cidrs.databricksPublic(),
            groups.databricks(),
            Egress.NAT,
            Optional.of(DATABRICKS));
    databricksPrivate =
        subnet(
            "databricks-private",
            cidrs.databricksPrivate(),
            groups.databricks(),
            Egress.NAT,
            Optional.of(DATABRICKS));
    postgres =
        subnet("postgres", cidrs.postgres(), groups.postgres(), Egress.NONE, Optional.of(POSTGRES));
    privateEndpoints =
        subnet(
            "private-endpoints",
            cidrs.privateEndpoints(),
            groups.privateEndpoints(),
            Egress.NONE,
            Optional.empty());
    agents = subnet("agents", cidrs.agents(), groups.agents(), Egress.NAT, Optional.empty());
    vpn = cidrs.vpn().map(settings -> vpn(settings, groups.resolver().orElseThrow()));
    for (SystemSubnet needed : args.use().subnets()) {
      Subnet subnet =
          subnet(
              needed.name(),
              needed.cidr(),
              groups.ofSystem(needed.name()),
              Egress.NAT,
              Optional.of(needed.service()));
      ofSystems.put(needed.name(), subnet.id());
    }
  }

  /** The outbound path of a subnet. */
  private enum Egress {
    NAT,
    NONE
  }

  Subnet databricksPublic() {
    return databricksPublic;
  }

  Subnet databricksPrivate() {
    return databricksPrivate;
  }

  Subnet postgres() {
    return postgres;
  }

  Subnet privateEndpoints() {
    return privateEndpoints;
  }

  Subnet agents() {
    return agents;
  }

  Optional<VpnSubnets> vpn() {
    return vpn;
  }

  /** Returns the ids of the subnets of the systems, by their names. */
  Map<String, Output<String>> ofSystems() {
    return Collections.unmodifiableMap(ofSystems);
  }

  List<Resource> all() {
    return created.all();
  }

  private VpnSubnets vpn(VpnSettings settings, NetworkSecurityGroup group) {
    Subnet gateway = created.add(gatewaySubnet(settings.gateway()));
    Subnet resolver =
        subnet(
            "resolver", settings.resolver(), group, Egress.NONE, Optional.of(VpnSubnets.RESOLVER));
    return new VpnSubnets(gateway.id(), resolver.id());
  }

  /**
   * Azure requires this name, and accepts no security group and no NAT gateway there. Source:
   * Microsoft Learn, "VPN Gateway settings", section "Gateway subnet".
   */
  private Subnet gatewaySubnet(Cidr cidr) {
    return new Subnet(
        "subnet-gateway",
        SubnetArgs.builder()
            .subnetName("GatewaySubnet")
            .resourceGroupName(args.context().resourceGroup())
            .virtualNetworkName(network.name())
            .addressPrefix(cidr.toString())
            .build(),
        created.options());
  }

  private Subnet subnet(
      String name,
      Cidr cidr,
      NetworkSecurityGroup group,
      Egress egress,
      Optional<String> delegation) {
    SubnetArgs.Builder builder =
        SubnetArgs.builder()
            .subnetName("snet-" + name)
            .resourceGroupName(args.context().resourceGroup())
            .virtualNetworkName(network.name())
            .addressPrefix(cidr.toString())
            // Set explicitly, because the default depends on the API version: since 2025-07-01,
            // subnets are private by default. Source: Microsoft, "Private subnets by default in
            // Azure virtual networks" (Azure Networking Blog).
            .defaultOutboundAccess(false)
            .networkSecurityGroup(NetworkSecurityGroupArgs.builder().id(group.id()).build())
            // Without this policy, security groups do not apply to private endpoints.
            .privateEndpointNetworkPolicies(VirtualNetworkPrivateEndpointNetworkPolicies.Enabled)
            .privateLinkServiceNetworkPolicies(
                VirtualNetworkPrivateLinkServiceNetworkPolicies.Enabled);
    if (egress == Egress.NAT) {
      builder.natGateway(SubResourceArgs.builder().id(nat.id()).build());
    }
    delegation.ifPresent(
        service ->
            builder.delegations(DelegationArgs.builder().name(name).serviceName(service).build()));
    return created.add(new Subnet("subnet-" + name, builder.build(), created.options()));
  }
}
