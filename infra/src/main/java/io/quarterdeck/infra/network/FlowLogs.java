package io.quarterdeck.infra.network;

import com.pulumi.azurenative.network.FlowLog;
import com.pulumi.azurenative.network.FlowLogArgs;
import com.pulumi.azurenative.network.NetworkWatcher;
import com.pulumi.azurenative.network.NetworkWatcherArgs;
import com.pulumi.azurenative.network.enums.FlowLogFormatType;
import com.pulumi.azurenative.network.inputs.FlowLogFormatParametersArgs;
import com.pulumi.azurenative.network.inputs.RetentionPolicyParametersArgs;
import com.pulumi.azurenative.network.inputs.TrafficAnalyticsConfigurationPropertiesArgs;
import com.pulumi.azurenative.network.inputs.TrafficAnalyticsPropertiesArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.infra.settings.NetworkSettings;
import io.quarterdeck.infra.site.Site;
import java.util.List;
import java.util.Map;

/**
 * Network Watcher and the flow logs of the virtual network. The target is the network: Azure
 * refuses new flow logs of security groups since 30 June 2025.
 */
public final class FlowLogs extends ComponentResource {
  /** The resource group in which Azure makes a region's Network Watcher by itself. */
  private static final String AZURE_GROUP = "NetworkWatcherRG";

  /**
   * What it is made from.
   *
   * @param storageAccountId where flow logs are written
   * @param workspaceId the Log Analytics workspace in which they are analysed
   * @param after what must be there before: Azure makes its own watcher with the first network
   */
  public record Args(
      Site site,
      NetworkSettings settings,
      Output<String> networkId,
      Output<String> storageAccountId,
      Output<String> workspaceId,
      Output<String> workspaceCustomerId,
      List<Resource> after) {}

  private final Output<String> watcherId;

  public FlowLogs(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:network:FlowLogs", name, options);
    Site site = args.site();
    Output<String> group =
        args.settings().createWatcher() ? site.resourceGroup() : Output.of(AZURE_GROUP);
    Output<String> watcher =
        args.settings().createWatcher()
            ? watcher(site).name()
            : Output.of("NetworkWatcher_" + site.location());
    watcherId =
        Output.format(
            "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Network/networkWatchers/%s",
            site.signedIn().subscriptionId(), group, watcher);
    flowLog(args, group, watcher);
    registerOutputs(Map.of("watcherId", watcherId));
  }

  public Output<String> watcherId() {
    return watcherId;
  }

  private NetworkWatcher watcher(Site site) {
    return new NetworkWatcher(
        "network-watcher",
        NetworkWatcherArgs.builder()
            .networkWatcherName(site.names().of("nw"))
            .resourceGroupName(site.resourceGroup())
            .location(site.location())
            .tags(site.tags())
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }

  private void flowLog(Args args, Output<String> group, Output<String> watcher) {
    Site site = args.site();
    new FlowLog(
        "vnet-flow-log",
        FlowLogArgs.builder()
            .flowLogName(site.names().of("fl"))
            .resourceGroupName(group)
            .networkWatcherName(watcher)
            .location(site.location())
            .targetResourceId(args.networkId())
            .storageId(args.storageAccountId())
            .enabled(true)
            .format(
                FlowLogFormatParametersArgs.builder()
                    .type(FlowLogFormatType.JSON)
                    .version(2)
                    .build())
            .retentionPolicy(
                RetentionPolicyParametersArgs.builder()
                    .enabled(true)
                    .days(args.settings().flowLogDays())
                    .build())
            .flowAnalyticsConfiguration(
                TrafficAnalyticsPropertiesArgs.builder()
                    .networkWatcherFlowAnalyticsConfiguration(
                        TrafficAnalyticsConfigurationPropertiesArgs.builder()
                            .enabled(true)
                            .trafficAnalyticsInterval(args.settings().trafficAnalyticsMinutes())
                            .workspaceId(args.workspaceCustomerId())
                            .workspaceRegion(site.location())
                            .workspaceResourceId(args.workspaceId())
                            .build())
                    .build())
            .tags(site.tags())
            .build(),
        CustomResourceOptions.builder().parent(this).dependsOn(args.after()).build());
  }
}
