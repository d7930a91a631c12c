package io.quarterdeck.infra.network;

import com.pulumi.azurenative.network.PrivateZoneArgs;
import com.pulumi.azurenative.network.VirtualNetworkLink;
import com.pulumi.azurenative.network.VirtualNetworkLinkArgs;
import com.pulumi.azurenative.network.inputs.SubResourceArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.infra.site.Site;
import java.util.Map;

/** A private DNS zone that the virtual network asks first. */
public final class PrivateZone extends ComponentResource {
  /** Private DNS is a global service: it lies in no region. */
  private static final String GLOBAL = "global";

  /**
   * What it is made from; {@code zone} is a domain such as {@code privatelink.vaultcore.azure.net}.
   */
  public record Args(Site site, String zone, Output<String> networkId) {}

  /**
   * What others need of it.
   *
   * @param id the zone's id
   * @param link made once the network resolves the zone; servers in the network need that first
   */
  public record Outputs(Output<String> id, VirtualNetworkLink link) {}

  private final Outputs outputs;

  public PrivateZone(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:network:PrivateZone", name, options);
    Site site = args.site();
    var zone =
        new com.pulumi.azurenative.network.PrivateZone(
            name,
            PrivateZoneArgs.builder()
                .privateZoneName(args.zone())
                .resourceGroupName(site.resourceGroup())
                .location(GLOBAL)
                .tags(site.tags())
                .build(),
            CustomResourceOptions.builder().parent(this).build());
    VirtualNetworkLink link =
        new VirtualNetworkLink(
            name + "-link",
            VirtualNetworkLinkArgs.builder()
                .virtualNetworkLinkName(site.names().of("link"))
                .privateZoneName(zone.name())
                .resourceGroupName(site.resourceGroup())
                .location(GLOBAL)
                .registrationEnabled(false)
                .virtualNetwork(SubResourceArgs.builder().id(args.networkId()).build())
                .tags(site.tags())
                .build(),
            CustomResourceOptions.builder().parent(this).build());
    outputs = new Outputs(zone.id(), link);
    registerOutputs(Map.of("id", zone.id()));
  }

  public Outputs outputs() {
    return outputs;
  }
}
