package io.quarterdeck.infra.network;

import com.pulumi.azurenative.network.PrivateDnsZoneGroup;
import com.pulumi.azurenative.network.PrivateDnsZoneGroupArgs;
import com.pulumi.azurenative.network.PrivateEndpoint;
import com.pulumi.azurenative.network.PrivateEndpointArgs;
import com.pulumi.azurenative.network.inputs.PrivateDnsZoneConfigArgs;
import com.pulumi.azurenative.network.inputs.PrivateLinkServiceConnectionArgs;
import com.pulumi.azurenative.network.inputs.SubnetArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.infra.site.Site;
import java.util.List;
import java.util.Map;

/** A private endpoint: an address inside the network for one service, and its DNS records. */
public final class Endpoint extends ComponentResource {
  /**
   * What it is made from.
   *
   * @param groupId the part of the service that it leads to: blob, dfs, vault, databricks_ui_api
   * @param zone where its address is written
   * @param after what must be there before; the subnet takes one change at a time
   */
  public record Args(
      Site site,
      Output<String> target,
      String groupId,
      Output<String> subnetId,
      PrivateZone zone,
      List<Resource> after) {}

  private final Resource zoneGroup;

  public Endpoint(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:network:Endpoint", name, options);
    Site site = args.site();
    PrivateEndpoint endpoint =
        new PrivateEndpoint(
            name,
            PrivateEndpointArgs.builder()
                .privateEndpointName(site.names().of("pe", name))
                .customNetworkInterfaceName(site.names().of("nic", name))
                .resourceGroupName(site.resourceGroup())
                .location(site.location())
                .subnet(SubnetArgs.builder().id(args.subnetId()).build())
                .privateLinkServiceConnections(
                    PrivateLinkServiceConnectionArgs.builder()
                        .name(name)
                        .privateLinkServiceId(args.target())
                        .groupIds(args.groupId())
                        .build())
                .tags(site.tags())
                .build(),
            CustomResourceOptions.builder().parent(this).dependsOn(args.after()).build());
    zoneGroup =
        new PrivateDnsZoneGroup(
            name + "-dns",
            PrivateDnsZoneGroupArgs.builder()
                .privateDnsZoneGroupName("default")
                .privateEndpointName(endpoint.name())
                .resourceGroupName(site.resourceGroup())
                .privateDnsZoneConfigs(
                    PrivateDnsZoneConfigArgs.builder()
                        .name(name)
                        .privateDnsZoneId(args.zone().outputs().id())
                        .build())
                .build(),
            CustomResourceOptions.builder().parent(this).build());
    registerOutputs(Map.of("id", endpoint.id()));
  }

  /** There once names resolve to the endpoint. */
  public Resource ready() {
    return zoneGroup;
  }
}
