package io.quarterdeck.infra.foundation.network;

import com.pulumi.azurenative.network.NatGateway;
import com.pulumi.azurenative.network.NatGatewayArgs;
import com.pulumi.azurenative.network.PublicIPAddress;
import com.pulumi.azurenative.network.PublicIPAddressArgs;
import com.pulumi.azurenative.network.VirtualNetwork;
import com.pulumi.azurenative.network.VirtualNetworkArgs;
import com.pulumi.azurenative.network.enums.IPAllocationMethod;
import com.pulumi.azurenative.network.enums.IPVersion;
import com.pulumi.azurenative.network.enums.NatGatewaySkuName;
import com.pulumi.azurenative.network.enums.PublicIPAddressSkuName;
import com.pulumi.azurenative.network.enums.PublicIPAddressSkuTier;
import com.pulumi.azurenative.network.inputs.AddressSpaceArgs;
import com.pulumi.azurenative.network.inputs.NatGatewaySkuArgs;
import com.pulumi.azurenative.network.inputs.PublicIPAddressSkuArgs;
import com.pulumi.azurenative.network.inputs.SubResourceArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.declaration.DiagnosticSource;
import io.quarterdeck.infra.settings.Access;
import io.quarterdeck.infra.settings.ClientNetwork;
import io.quarterdeck.infra.settings.NetworkSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The virtual network: subnets, security groups, and a NAT gateway for egress. */
public final class Network extends ComponentResource {
  /** Arguments of the component. */
  public record Args(
      ResourceContext context, NetworkSettings settings, Access access, NetworkUse use) {}

  /**
   * Outputs of the component.
   *
   * @param egressAddress the public address of all outbound connections
   * @param vpn the subnets for VPN clients; empty without a VPN gateway
   * @param clients other networks in which the names of the platform are resolved
   * @param systemSubnets the subnets of the systems, by the name in {@link SystemSubnet}
   */
  public record Outputs(
      Output<String> id,
      Output<String> databricksPublicSubnet,
      Output<String> databricksPrivateSubnet,
      Output<String> postgresSubnet,
      Output<String> privateEndpointsSubnet,
      Output<String> agentsSubnet,
      Optional<VpnSubnets> vpn,
      Output<String> egressAddress,
      List<Resource> subnets,
      List<ClientNetwork> clients,
      Map<String, Output<String>> systemSubnets) {}

  private final Outputs outputs;
  private final Declarations declarations = new Declarations();

  public Network(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:network:Network", name, options);
    ResourceContext context = args.context();
    VirtualNetwork network = virtualNetwork(args);
    PublicIPAddress egress = egressAddress(context);
    NatGateway nat = natGateway(context, egress);
    SecurityGroups groups = new SecurityGroups(args, this);
    Subnets subnets = new Subnets(args, network, nat, groups, this);
    outputs =
        new Outputs(
            network.id(),
            subnets.databricksPublic().id(),
            subnets.databricksPrivate().id(),
            subnets.postgres().id(),
            subnets.privateEndpoints().id(),
            subnets.agents().id(),
            subnets.vpn(),
            egress.ipAddress().applyValue(address -> address.orElse("")),
            subnets.all(),
            args.settings().clients().networks(),
            subnets.ofSystems());
    declarations
        .diagnostics(DiagnosticSource.logsAndMetrics("vnet", network.id()))
        .diagnostics(DiagnosticSource.logsAndMetrics("egress-address", egress.id()));
    groups.ids().forEach((group, id) -> declarations.diagnostics(DiagnosticSource.logs(group, id)));
    registerOutputs(Map.of("id", network.id()));
  }

  public Outputs outputs() {
    return outputs;
  }

  /** Returns the diagnostics of the network, its egress address and its security groups. */
  public Declarations declarations() {
    return declarations;
  }

  /**
   * The network has no list of subnets, because they are separate resources, and a list in the
   * request would delete each subnet that it does not contain. Do not ignore changes of the
   * property: Pulumi would then keep sending a list that an import put into the state.
   */
  private VirtualNetwork virtualNetwork(Args args) {
    return new VirtualNetwork(
        "vnet",
        VirtualNetworkArgs.builder()
            .virtualNetworkName(args.context().names().of("vnet"))
            .resourceGroupName(args.context().resourceGroup())
            .location(args.context().location())
            .addressSpace(
                AddressSpaceArgs.builder()
                    .addressPrefixes(args.settings().addressSpace().toString())
                    .build())
            .tags(args.context().tags())
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }

  private PublicIPAddress egressAddress(ResourceContext context) {
    return new PublicIPAddress(
        "egress-address",
        PublicIPAddressArgs.builder()
            .publicIpAddressName(context.names().of("pip", "egress"))
            .resourceGroupName(context.resourceGroup())
            .location(context.location())
            .publicIPAllocationMethod(IPAllocationMethod.Static)
            .publicIPAddressVersion(IPVersion.IPv4)
            .sku(
                PublicIPAddressSkuArgs.builder()
                    .name(PublicIPAddressSkuName.Standard)
                    .tier(PublicIPAddressSkuTier.Regional)
                    .build())
            .tags(context.tags())
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }

  /**
   * Azure no longer provides default outbound access for new subnets; Databricks and the agents use
   * this gateway.
   */
  private NatGateway natGateway(ResourceContext context, PublicIPAddress egress) {
    return new NatGateway(
        "nat",
        NatGatewayArgs.builder()
            .natGatewayName(context.names().of("ng"))
            .resourceGroupName(context.resourceGroup())
            .location(context.location())
            .sku(NatGatewaySkuArgs.builder().name(NatGatewaySkuName.Standard).build())
            .publicIpAddresses(SubResourceArgs.builder().id(egress.id()).build())
            .idleTimeoutInMinutes(10)
            .tags(context.tags())
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }
}
