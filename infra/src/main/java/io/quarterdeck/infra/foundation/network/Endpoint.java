package io.quarterdeck.infra.foundation.network;

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
import io.quarterdeck.infra.foundation.context.ResourceContext;
import java.util.List;
import java.util.Map;

/** A private endpoint: an address in the virtual network for one service, and its DNS records. */
public final class Endpoint extends ComponentResource {
  /**
   * Arguments of the component.
   *
   * @param groupId the sub-resource of the service: blob, dfs, vault, databricks_ui_api
   * @param zone the private DNS zone that receives the endpoint's address
   * @param after resources to create first; Azure allows one change of the subnet at a time
   */
  public record Args(
      ResourceContext context,
      Output<String> target,
      String groupId,
      Output<String> subnetId,
      PrivateZone zone,
      List<Resource> after) {}

  private final Resource zoneGroup;

  public Endpoint(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:network:Endpoint", name, options);
    ResourceContext context = args.context();
    PrivateEndpoint endpoint =
        new PrivateEndpoint(
            name,
            PrivateEndpointArgs.builder()
                .privateEndpointName(context.names().of("pe", name))
                .customNetworkInterfaceName(context.names().of("nic", name))
                .resourceGroupName(context.resourceGroup())
                .location(context.location())
                .subnet(SubnetArgs.builder().id(args.subnetId()).build())
                .privateLinkServiceConnections(
                    PrivateLinkServiceConnectionArgs.builder()
                        .name(name)
                        .privateLinkServiceId(args.target())
                        .groupIds(args.groupId())
                        .build())
                .tags(context.tags())
                .build(),
            CustomResourceOptions.builder().parent(this).dependsOn(args.after()).build());
    zoneGroup =
        new PrivateDnsZoneGroup(
            name + "-dns",
            PrivateDnsZoneGroupArgs.builder()
                .privateDnsZoneGroupName("default")
                .privateEndpointName(endpoint.name())
                .resourceGroupName(context.resourceGroup())
                .privateDnsZoneConfigs(
                    PrivateDnsZoneConfigArgs.builder()
                        .name(name)
                        .privateDnsZoneId(args.zone().outputs().id())
                        .build())
                .build(),
            CustomResourceOptions.builder().parent(this).build());
    registerOutputs(Map.of("id", endpoint.id()));
  }

  /** The resource that exists once names resolve to the endpoint. */
  public Resource ready() {
    return zoneGroup;
  }
}
