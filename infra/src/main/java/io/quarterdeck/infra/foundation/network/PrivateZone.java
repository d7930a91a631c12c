package io.quarterdeck.infra.foundation.network;

import com.pulumi.azurenative.privatedns.PrivateZoneArgs;
import com.pulumi.azurenative.privatedns.VirtualNetworkLink;
import com.pulumi.azurenative.privatedns.VirtualNetworkLinkArgs;
import com.pulumi.azurenative.privatedns.inputs.SubResourceArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import java.util.Map;

/** A private DNS zone, linked to the virtual network. */
public final class PrivateZone extends ComponentResource {
  /** The location of private DNS zones, which is a global service. */
  private static final String GLOBAL = "global";

  /**
   * Arguments of the component; {@code zone} is a domain such as {@code
   * privatelink.vaultcore.azure.net}.
   */
  public record Args(ResourceContext context, String zone, Output<String> networkId) {}

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
            VirtualNetworkLinkArgs.builder()
                .virtualNetworkLinkName(context.names().of("link"))
                .privateZoneName(zone.name())
                .resourceGroupName(context.resourceGroup())
                .location(GLOBAL)
                .registrationEnabled(false)
                .virtualNetwork(SubResourceArgs.builder().id(args.networkId()).build())
                .tags(context.tags())
                .build(),
            CustomResourceOptions.builder().parent(this).build());
    outputs = new Outputs(zone.id(), link);
    registerOutputs(Map.of("id", zone.id()));
  }

  public Outputs outputs() {
    return outputs;
  }
}
