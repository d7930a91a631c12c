package io.quarterdeck.infra.foundation.network;

import com.pulumi.azurenative.dnsresolver.DnsResolver;
import com.pulumi.azurenative.dnsresolver.DnsResolverArgs;
import com.pulumi.azurenative.dnsresolver.InboundEndpoint;
import com.pulumi.azurenative.dnsresolver.InboundEndpointArgs;
import com.pulumi.azurenative.dnsresolver.enums.IpAllocationMethod;
import com.pulumi.azurenative.dnsresolver.inputs.IpConfigurationArgs;
import com.pulumi.azurenative.network.PublicIPAddress;
import com.pulumi.azurenative.network.PublicIPAddressArgs;
import com.pulumi.azurenative.network.VirtualNetworkGateway;
import com.pulumi.azurenative.network.VirtualNetworkGatewayArgs;
import com.pulumi.azurenative.network.enums.IPAllocationMethod;
import com.pulumi.azurenative.network.enums.IPVersion;
import com.pulumi.azurenative.network.enums.PublicIPAddressSkuName;
import com.pulumi.azurenative.network.enums.PublicIPAddressSkuTier;
import com.pulumi.azurenative.network.enums.VirtualNetworkGatewaySkuName;
import com.pulumi.azurenative.network.enums.VirtualNetworkGatewaySkuTier;
import com.pulumi.azurenative.network.enums.VirtualNetworkGatewayType;
import com.pulumi.azurenative.network.enums.VpnAuthenticationType;
import com.pulumi.azurenative.network.enums.VpnClientProtocol;
import com.pulumi.azurenative.network.enums.VpnGatewayGeneration;
import com.pulumi.azurenative.network.enums.VpnType;
import com.pulumi.azurenative.network.inputs.AddressSpaceArgs;
import com.pulumi.azurenative.network.inputs.PublicIPAddressSkuArgs;
import com.pulumi.azurenative.network.inputs.SubResourceArgs;
import com.pulumi.azurenative.network.inputs.VirtualNetworkGatewayIPConfigurationArgs;
import com.pulumi.azurenative.network.inputs.VirtualNetworkGatewaySkuArgs;
import com.pulumi.azurenative.network.inputs.VpnClientConfigurationArgs;
import com.pulumi.core.Either;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.declaration.CreationInputs;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.declaration.DiagnosticSource;
import io.quarterdeck.infra.settings.VpnSettings;
import java.util.List;
import java.util.Map;

/**
 * A point-to-site VPN gateway, to which people sign in with Entra, and a DNS server that resolves
 * the names of the private endpoints for them. The network keeps Azure's DNS servers, so a client
 * needs the address of this server in its profile (docs/azure.md, "Connect one person").
 */
public final class VpnGateway extends ComponentResource {
  /**
   * The application "Azure VPN Client", which Microsoft registered in all tenants. Source:
   * Microsoft Learn, "Configure P2S VPN Gateway for Microsoft Entra ID authentication:
   * Microsoft-registered App ID", which also contains the forms of tenant and issuer.
   */
  private static final String VPN_CLIENT = "c632b3df-fb67-4d84-bdcf-b95ad541b5c8";

  /**
   * Arguments of the component: the settings, the network and its subnets.
   *
   * @param after resources to create first; Azure allows one change of the network at a time
   */
  public record Args(
      ResourceContext context,
      VpnSettings settings,
      Output<String> networkId,
      VpnSubnets subnets,
      List<Resource> after) {}

  private final Declarations declarations = new Declarations();

  public VpnGateway(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:network:VpnGateway", name, options);
    PublicIPAddress address = address(name, args.context());
    VirtualNetworkGateway gateway = gateway(name, args, address);
    resolver(name, args);
    declarations
        .diagnostics(DiagnosticSource.logsAndMetrics(name + "-address", address.id()))
        .diagnostics(DiagnosticSource.logsAndMetrics(name, gateway.id()));
    registerOutputs(Map.of("id", gateway.id()));
  }

  /** Returns the diagnostics: the logs contain who connected when. */
  public Declarations declarations() {
    return declarations;
  }

  private PublicIPAddress address(String name, ResourceContext context) {
    PublicIPAddressArgs.Builder builder =
        PublicIPAddressArgs.builder()
            .publicIpAddressName(context.names().of("pip", name))
            .resourceGroupName(context.resourceGroup())
            .location(context.location())
            .publicIPAllocationMethod(IPAllocationMethod.Static)
            .publicIPAddressVersion(IPVersion.IPv4)
            .sku(
                PublicIPAddressSkuArgs.builder()
                    .name(PublicIPAddressSkuName.Standard)
                    .tier(PublicIPAddressSkuTier.Regional)
                    .build())
            .tags(context.tags());
    if (context.environment().region().hasZones()) {
      builder.zones("1", "2", "3");
    }
    return new PublicIPAddress(
        name + "-address", builder.build(), CustomResourceOptions.builder().parent(this).build());
  }

  /** The smallest size that Azure still creates: the sizes without zones retire. */
  private VirtualNetworkGateway gateway(String name, Args args, PublicIPAddress address) {
    ResourceContext context = args.context();
    return new VirtualNetworkGateway(
        name,
        VirtualNetworkGatewayArgs.builder()
            .virtualNetworkGatewayName(context.names().of("vgw"))
            .resourceGroupName(context.resourceGroup())
            .location(context.location())
            .gatewayType(VirtualNetworkGatewayType.Vpn)
            .vpnType(VpnType.RouteBased)
            .vpnGatewayGeneration(VpnGatewayGeneration.Generation1)
            .sku(
                VirtualNetworkGatewaySkuArgs.builder()
                    .name(VirtualNetworkGatewaySkuName.VpnGw1AZ)
                    .tier(VirtualNetworkGatewaySkuTier.VpnGw1AZ)
                    .build())
            .activeActive(false)
            .enableBgp(false)
            .ipConfigurations(
                VirtualNetworkGatewayIPConfigurationArgs.builder()
                    .name("default")
                    .privateIPAllocationMethod(IPAllocationMethod.Dynamic)
                    .publicIPAddress(SubResourceArgs.builder().id(address.id()).build())
                    .subnet(SubResourceArgs.builder().id(args.subnets().gateway()).build())
                    .build())
            .vpnClientConfiguration(clients(args))
            .tags(context.tags())
            .build(),
        CustomResourceOptions.builder().parent(this).dependsOn(args.after()).build());
  }

  private static VpnClientConfigurationArgs clients(Args args) {
    String tenant = args.context().signedIn().tenantId();
    return VpnClientConfigurationArgs.builder()
        .vpnClientAddressPool(
            AddressSpaceArgs.builder()
                .addressPrefixes(args.settings().clients().toString())
                .build())
        .vpnClientProtocols(List.of(Either.ofRight(VpnClientProtocol.OpenVPN)))
        .vpnAuthenticationTypes(List.of(Either.ofRight(VpnAuthenticationType.AAD)))
        .aadTenant("https://login.microsoftonline.com/" + tenant)
        .aadAudience(VPN_CLIENT)
        .aadIssuer("https://sts.windows.net/" + tenant + "/")
        .build();
  }

  private void resolver(String name, Args args) {
    ResourceContext context = args.context();
    DnsResolver resolver =
        new DnsResolver(
            name + "-resolver",
            DnsResolverArgs.builder()
                .dnsResolverName(context.names().of("dnspr"))
                .resourceGroupName(context.resourceGroup())
                .location(context.location())
                .virtualNetwork(
                    com.pulumi.azurenative.dnsresolver.inputs.SubResourceArgs.builder()
                        .id(args.networkId())
                        .build())
                .tags(context.tags())
                .build(),
            fixed("virtualNetwork"));
    new InboundEndpoint(
        name + "-resolver-endpoint",
        InboundEndpointArgs.builder()
            .inboundEndpointName("inbound")
            .dnsResolverName(resolver.name())
            .resourceGroupName(context.resourceGroup())
            .location(context.location())
            .ipConfigurations(
                IpConfigurationArgs.builder()
                    .privateIpAllocationMethod(IpAllocationMethod.Static)
                    .privateIpAddress(args.settings().resolverAddress())
                    .subnet(
                        com.pulumi.azurenative.dnsresolver.inputs.SubResourceArgs.builder()
                            .id(args.subnets().resolver())
                            .build())
                    .build())
            .tags(context.tags())
            .build(),
        fixed("ipConfigurations"));
  }

  /** Azure refuses to move a resolver to another network, or its endpoint to another subnet. */
  private CustomResourceOptions fixed(String input) {
    return CustomResourceOptions.merge(
        CustomResourceOptions.builder().parent(this).build(),
        CreationInputs.replacedBy(input),
        null);
  }
}
