package io.quarterdeck.infra.streaming;

import com.pulumi.azurenative.eventhub.ConsumerGroup;
import com.pulumi.azurenative.eventhub.ConsumerGroupArgs;
import com.pulumi.azurenative.eventhub.EventHub;
import com.pulumi.azurenative.eventhub.EventHubArgs;
import com.pulumi.azurenative.eventhub.Namespace;
import com.pulumi.azurenative.eventhub.NamespaceArgs;
import com.pulumi.azurenative.eventhub.enums.CleanupPolicyRetentionDescription;
import com.pulumi.azurenative.eventhub.enums.PublicNetworkAccess;
import com.pulumi.azurenative.eventhub.enums.SkuName;
import com.pulumi.azurenative.eventhub.enums.SkuTier;
import com.pulumi.azurenative.eventhub.enums.TlsVersion;
import com.pulumi.azurenative.eventhub.inputs.RetentionDescriptionArgs;
import com.pulumi.azurenative.eventhub.inputs.SkuArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.contract.StatefulResource;
import io.quarterdeck.infra.foundation.context.DataProtection;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.context.ResourceSequence;
import io.quarterdeck.infra.foundation.declaration.CreationInputs;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.declaration.DiagnosticSource;
import io.quarterdeck.infra.foundation.network.Endpoint;
import io.quarterdeck.infra.foundation.network.Network;
import io.quarterdeck.infra.foundation.network.PrivateLink;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;
import java.util.Map;

/**
 * The Event Hubs namespace with the hub of the orders. Clients sign in with Entra only, and reach
 * the namespace through a private endpoint. There is no capture, because the job itself stores each
 * event in bronze, with its offset. Capture could sign in to the lake with a managed identity
 * (Microsoft Learn, "Authenticate modes for capturing events to destinations in Azure Event Hubs").
 * The tier Standard has no customer-managed keys (Microsoft Learn, "Configure customer-managed keys
 * for encrypting Azure Event Hubs data").
 */
public final class EventHubs extends ComponentResource {
  /** The dataset whose events the hub receives. */
  static final String HUB = "retail-orders";

  /** The consumer group of the job that fills bronze. */
  static final String CONSUMER_GROUP = "bronze";

  /**
   * Arguments of the component.
   *
   * @param changes the order of the changes of the network
   */
  record Args(
      ResourceContext context,
      Settings settings,
      Network.Outputs network,
      DataProtection protection,
      ResourceSequence changes) {}

  private final Output<String> namespaceId;
  private final Output<String> namespaceName;
  private final Output<String> hubId;

  EventHubs(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:streaming:EventHubs", name, options);
    Namespace namespace = namespace(name, args);
    args.protection().lock(StatefulResource.EVENT_HUBS, name, namespace, this);
    EventHub hub = hub(args, namespace);
    consumerGroup(args, namespace, hub);
    PrivateLink link = new PrivateLink(args.context(), args.network(), this);
    // Source of the zone: Microsoft Learn, "Azure Private Endpoint private DNS zone values".
    Endpoint endpoint =
        link.endpoint(
            "event-hubs-endpoint",
            namespace.id(),
            "namespace",
            link.zone("event-hubs", "privatelink.servicebus.windows.net"),
            args.changes().last());
    args.changes().add(endpoint.ready());
    namespaceId = namespace.id();
    namespaceName = namespace.name();
    hubId = hub.id();
    registerOutputs(Map.of("id", namespace.id()));
  }

  /** Returns the host name of the namespace. */
  Output<String> host() {
    return namespaceName.applyValue(name -> name + ".servicebus.windows.net");
  }

  /** Returns the id of the hub. */
  Output<String> hubId() {
    return hubId;
  }

  /** Returns the outputs, the diagnostics and the alerts of the component. */
  Declarations declarations() {
    return new Declarations()
        .output(StackOutput.EVENT_HUBS_HOST, host())
        .output(StackOutput.EVENT_HUB, HUB)
        .output(StackOutput.EVENT_HUB_CONSUMER_GROUP, CONSUMER_GROUP)
        .diagnostics(DiagnosticSource.logsAndMetrics("event-hubs", namespaceId))
        .alerts(EventHubAlerts.of(namespaceId));
  }

  /**
   * The tier Standard has the Kafka endpoint. Azure increases the throughput units up to the
   * maximum, and never decreases them; Pulumi therefore ignores their number after the creation.
   */
  private Namespace namespace(String name, Args args) {
    ResourceContext context = args.context();
    NamespaceArgs inputs =
        NamespaceArgs.builder()
            .namespaceName(context.names().of("evhns"))
            .resourceGroupName(context.resourceGroup())
            .location(context.location())
            .sku(
                SkuArgs.builder().name(SkuName.Standard).tier(SkuTier.Standard).capacity(1).build())
            .kafkaEnabled(true)
            .isAutoInflateEnabled(true)
            .maximumThroughputUnits(args.settings().streaming().maximumThroughputUnits())
            .zoneRedundant(args.settings().environment().region().hasZones())
            .disableLocalAuth(true)
            .minimumTlsVersion(TlsVersion._1_2)
            .publicNetworkAccess(PublicNetworkAccess.Disabled)
            .tags(context.tags())
            .build();
    return new Namespace(
        name,
        inputs,
        args.protection().options(StatefulResource.EVENT_HUBS, this, List.of(), "sku.capacity"));
  }

  /**
   * Azure does not change the number of partitions in the tier Standard (Microsoft Learn, "Azure
   * Event Hubs FAQ"). Without the option, the provider would send an update, which fails.
   */
  private EventHub hub(Args args, Namespace namespace) {
    return new EventHub(
        "event-hub",
        EventHubArgs.builder()
            .eventHubName(HUB)
            .namespaceName(namespace.name())
            .resourceGroupName(args.context().resourceGroup())
            .partitionCount(Double.valueOf(args.settings().streaming().partitions()))
            .retentionDescription(
                RetentionDescriptionArgs.builder()
                    .cleanupPolicy(CleanupPolicyRetentionDescription.Delete)
                    .retentionTimeInHours(
                        Double.valueOf(args.settings().streaming().retentionHours()))
                    .build())
            .build(),
        CustomResourceOptions.merge(
            args.protection().options(StatefulResource.EVENT_HUB, this),
            CreationInputs.replacedBy("partitionCount"),
            null));
  }

  private void consumerGroup(Args args, Namespace namespace, EventHub hub) {
    new ConsumerGroup(
        "event-hub-bronze",
        ConsumerGroupArgs.builder()
            .consumerGroupName(CONSUMER_GROUP)
            .eventHubName(hub.name())
            .namespaceName(namespace.name())
            .resourceGroupName(args.context().resourceGroup())
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }
}
