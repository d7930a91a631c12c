package io.quarterdeck.infra.foundation.network;

import com.pulumi.azurenative.privatedns.PrivateZoneArgs;
import com.pulumi.azurenative.privatedns.VirtualNetworkLink;
import com.pulumi.azurenative.privatedns.VirtualNetworkLinkArgs;
import com.pulumi.azurenative.privatedns.enums.ResolutionPolicy;
import com.pulumi.azurenative.privatedns.inputs.SubResourceArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.settings.ClientNetwork;
import java.util.List;
import java.util.Map;

/** A private DNS zone, linked to the virtual network and to the other networks of clients. */
public final class PrivateZone extends ComponentResource {
  /** The location of private DNS zones, which is a global service. */
  private static final String GLOBAL = "global";

  /**
   * The zones of Private Link. They have the same names in all environments. In another network,
   * the public DNS must still resolve the names that such a zone does not contain. Otherwise
   * clients in that network could not resolve the names of services of other environments. Source:
   * Azure REST API specification, virtualNetworkLinks 2024-06-01, {@code resolutionPolicy}, which
   * applies only to these zones.
   */
  private static final String PRIVATE_LINK = "privatelink.";

  /**
   * Arguments of the component.
   *
   * @param zone a domain such as {@code privatelink.vaultcore.azure.net}
   * @param clients other networks that resolve the names of the zone
   */
  public record Args(
      ResourceContext context,
      String zone,
      Output<String> networkId,
      List<ClientNetwork> clients) {}

  /**
   * Outputs of the component.
   *
   * @param id the zone's id
   * @param link the link between network and zone; servers in the network require it
   */
  public record Outputs(Output<String> id, VirtualNetworkLink link) {}

  private final Outputs outputs;

  public PrivateZone(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:network:PrivateZone", name, options);
    ResourceContext context = args.context();
    var zone =
        new com.pulumi.azurenative.privatedns.PrivateZone(
            name,
            PrivateZoneArgs.builder()
                .privateZoneName(args.zone())
                .resourceGroupName(context.resourceGroup())
                .location(GLOBAL)
                .tags(context.tags())
                .build(),
            CustomResourceOptions.builder().parent(this).build());
    VirtualNetworkLink link =
        new VirtualNetworkLink(
            name + "-link",
            link(context, zone, args.networkId(), context.names().of("link")).build(),
            CustomResourceOptions.builder().parent(this).build());
    args.clients().forEach(client -> link(name, args, zone, client));
    outputs = new Outputs(zone.id(), link);
    registerOutputs(Map.of("id", zone.id()));
  }

  /** Links the zone to another network. */
  private void link(
      String name,
      Args args,
      com.pulumi.azurenative.privatedns.PrivateZone zone,
      ClientNetwork client) {
    VirtualNetworkLinkArgs.Builder link =
        link(
            args.context(),
            zone,
            Output.of(client.id()),
            args.context().names().of("link", client.key()));
    if (args.zone().startsWith(PRIVATE_LINK)) {
      link.resolutionPolicy(ResolutionPolicy.NxDomainRedirect);
    }
    new VirtualNetworkLink(
        name + "-link-" + client.key(),
        link.build(),
        CustomResourceOptions.builder().parent(this).build());
  }

  private static VirtualNetworkLinkArgs.Builder link(
      ResourceContext context,
      com.pulumi.azurenative.privatedns.PrivateZone zone,
      Output<String> networkId,
      String name) {
    return VirtualNetworkLinkArgs.builder()
        .virtualNetworkLinkName(name)
        .privateZoneName(zone.name())
        .resourceGroupName(context.resourceGroup())
        .location(GLOBAL)
        .registrationEnabled(false)
        .virtualNetwork(SubResourceArgs.builder().id(networkId).build())
        .tags(context.tags());
  }

  public Outputs outputs() {
    return outputs;
  }
}
