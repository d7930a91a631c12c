package io.quarterdeck.infra.network;

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
import io.quarterdeck.infra.settings.Access;
import io.quarterdeck.infra.settings.NetworkSettings;
import io.quarterdeck.infra.site.Site;
import java.util.List;
import java.util.Map;

/** The virtual network: subnets, what may pass between them, and the one way out. */
public final class Network extends ComponentResource {
  /** What it is made from. */
  public record Args(Site site, NetworkSettings settings, Access access) {}

  /**
   * What others need of it.
   *
   * @param egressAddress the public address that everything inside is seen by outside
   * @param securityGroups their ids, by what they guard
   */
  public record Outputs(
      Output<String> id,
      Output<String> databricksPublicSubnet,
      Output<String> databricksPrivateSubnet,
      Output<String> postgresSubnet,
      Output<String> privateEndpointsSubnet,
      Output<String> egressAddress,
      Output<String> egressAddressId,
      Map<String, Output<String>> securityGroups,
      List<Resource> subnets) {}

  private final Outputs outputs;

  public Network(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:network:Network", name, options);
    Site site = args.site();
    VirtualNetwork network = virtualNetwork(args);
    PublicIPAddress egress = egressAddress(site);
    NatGateway nat = natGateway(site, egress);
    SecurityGroups groups = new SecurityGroups(args, this);
    Subnets subnets = new Subnets(args, network, nat, groups, this);
    outputs =
        new Outputs(
            network.id(),
            subnets.databricksPublic().id(),
            subnets.databricksPrivate().id(),
            subnets.postgres().id(),
            subnets.privateEndpoints().id(),
            egress.ipAddress().applyValue(address -> address.orElse("")),
            egress.id(),
            groups.ids(),
            subnets.all());
    registerOutputs(Map.of("id", network.id()));
  }

  public Outputs outputs() {
    return outputs;
  }

  private VirtualNetwork virtualNetwork(Args args) {
    return new VirtualNetwork(
        "vnet",
        VirtualNetworkArgs.builder()
            .virtualNetworkName(args.site().names().of("vnet"))
            .resourceGroupName(args.site().resourceGroup())
            .location(args.site().location())
            .addressSpace(
                AddressSpaceArgs.builder()
                    .addressPrefixes(args.settings().addressSpace().toString())
                    .build())
            .tags(args.site().tags())
            .build(),
        // Subnets are resources of their own; read back inline, they would look like drift.
        CustomResourceOptions.builder().parent(this).ignoreChanges("subnets").build());
  }

  private PublicIPAddress egressAddress(Site site) {
    return new PublicIPAddress(
        "egress-address",
        PublicIPAddressArgs.builder()
            .publicIpAddressName(site.names().of("pip", "egress"))
            .resourceGroupName(site.resourceGroup())
            .location(site.location())
            .publicIPAllocationMethod(IPAllocationMethod.Static)
            .publicIPAddressVersion(IPVersion.IPv4)
            .sku(
                PublicIPAddressSkuArgs.builder()
                    .name(PublicIPAddressSkuName.Standard)
                    .tier(PublicIPAddressSkuTier.Regional)
                    .build())
            .tags(site.tags())
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }

  /** Subnets have no way out of their own any more; Databricks and the agents leave by this one. */
  private NatGateway natGateway(Site site, PublicIPAddress egress) {
    return new NatGateway(
        "nat",
        NatGatewayArgs.builder()
            .natGatewayName(site.names().of("ng"))
            .resourceGroupName(site.resourceGroup())
            .location(site.location())
            .sku(NatGatewaySkuArgs.builder().name(NatGatewaySkuName.Standard).build())
            .publicIpAddresses(SubResourceArgs.builder().id(egress.id()).build())
            .idleTimeoutInMinutes(10)
            .tags(site.tags())
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }
}
