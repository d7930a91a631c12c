package io.quarterdeck.infra.foundation.network;

import com.pulumi.azurenative.network.FlowLog;
import com.pulumi.azurenative.network.FlowLogArgs;
import com.pulumi.azurenative.network.NetworkWatcher;
import com.pulumi.azurenative.network.NetworkWatcherArgs;
import com.pulumi.azurenative.network.enums.FlowLogFormatType;
import com.pulumi.azurenative.network.enums.ResourceIdentityType;
import com.pulumi.azurenative.network.inputs.FlowLogFormatParametersArgs;
import com.pulumi.azurenative.network.inputs.ManagedServiceIdentityArgs;
import com.pulumi.azurenative.network.inputs.RetentionPolicyParametersArgs;
import com.pulumi.azurenative.network.inputs.TrafficAnalyticsConfigurationPropertiesArgs;
import com.pulumi.azurenative.network.inputs.TrafficAnalyticsPropertiesArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.identity.Identities.Identity;
import io.quarterdeck.infra.foundation.identity.Principal;
import io.quarterdeck.infra.foundation.identity.Role;
import io.quarterdeck.infra.foundation.identity.RoleGrants;
import io.quarterdeck.infra.foundation.monitoring.LogWorkspace;
import io.quarterdeck.infra.settings.NetworkSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Network Watcher and the flow logs of the virtual network. The target is the network, because
 * Azure has refused new flow logs of security groups since 30 June 2025.
 */
public final class FlowLogs extends ComponentResource {
  /** The resource group in which Azure automatically creates a region's Network Watcher. */
  private static final String AZURE_GROUP = "NetworkWatcherRG";

  /**
   * Arguments of the component.
   *
   * @param storageAccountId the storage account that receives the flow logs
   * @param workspace the Log Analytics workspace that analyses the flow logs
   */
  public record Args(
      ResourceContext context,
      NetworkSettings settings,
      Network.Outputs network,
      Output<String> storageAccountId,
      LogWorkspace.Outputs workspace) {}

  private final Output<String> watcherId;

  public FlowLogs(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:network:FlowLogs", name, options);
    ResourceContext context = args.context();
    Output<String> group =
        args.settings().createWatcher() ? context.resourceGroup() : Output.of(AZURE_GROUP);
    Output<String> watcher =
        args.settings().createWatcher()
            ? watcher(context).name()
            : Output.of("NetworkWatcher_" + context.location());
    watcherId =
        Output.format(
            "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Network/networkWatchers/%s",
            context.signedIn().subscriptionId(), group, watcher);
    flowLog(args, group, watcher, writer(args));
    registerOutputs(Map.of("watcherId", watcherId));
  }

  /** Returns the output that identifies the Network Watcher. */
  public Declarations declarations() {
    return new Declarations().output(StackOutput.NETWORK_WATCHER, watcherId);
  }

  private NetworkWatcher watcher(ResourceContext context) {
    return new NetworkWatcher(
        "network-watcher",
        NetworkWatcherArgs.builder()
            .networkWatcherName(context.names().of("nw"))
            .resourceGroupName(context.resourceGroup())
            .location(context.location())
            .tags(context.tags())
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }

  /**
   * Creates the identity with which Network Watcher writes. The account accepts no shared keys.
   * Source: Microsoft Learn, "Managed identity for virtual network flow logs".
   */
  private Writer writer(Args args) {
    ResourceContext context = args.context();
    Identity identity = Identity.create("flow-logs", context, context.location(), this);
    Resource granted =
        new RoleGrants(context, this)
            .grant(
                "flow-logs-write-log-store",
                Principal.service(identity),
                Role.BLOB_DATA_CONTRIBUTOR,
                args.storageAccountId());
    return new Writer(identity, granted);
  }

  /** An identity with the right to write to the storage account. */
  private record Writer(Identity identity, Resource granted) {}

  private void flowLog(Args args, Output<String> group, Output<String> watcher, Writer writer) {
    ResourceContext context = args.context();
    new FlowLog(
        "vnet-flow-log",
        FlowLogArgs.builder()
            .flowLogName(context.names().of("fl"))
            .resourceGroupName(group)
            .networkWatcherName(watcher)
            .location(context.location())
            .targetResourceId(args.network().id())
            .storageId(args.storageAccountId())
            .identity(
                ManagedServiceIdentityArgs.builder()
                    .type(ResourceIdentityType.UserAssigned)
                    .userAssignedIdentities(writer.identity().id().applyValue(List::of))
                    .build())
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
                            .workspaceId(args.workspace().customerId())
                            .workspaceRegion(context.location())
                            .workspaceResourceId(args.workspace().id())
                            .build())
                    .build())
            .tags(context.tags())
            .build(),
        // Azure creates its own watcher together with the first network.
        CustomResourceOptions.builder()
            .parent(this)
            .dependsOn(
                Stream.concat(args.network().subnets().stream(), Stream.of(writer.granted()))
                    .toList())
            .build());
  }
}
