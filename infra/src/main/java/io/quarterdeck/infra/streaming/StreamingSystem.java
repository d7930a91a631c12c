package io.quarterdeck.infra.streaming;

import com.pulumi.resources.ComponentResourceOptions;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.infra.foundation.Foundation;
import io.quarterdeck.infra.foundation.PlatformSystem;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.encryption.EncryptionKeys;
import io.quarterdeck.infra.foundation.factory.FactoryNames;
import io.quarterdeck.infra.foundation.factory.FactoryTarget;
import io.quarterdeck.infra.foundation.factory.SystemFactory;
import io.quarterdeck.infra.foundation.network.NetworkUse;
import io.quarterdeck.infra.foundation.storage.AppStore;
import io.quarterdeck.infra.foundation.storage.Lake;
import io.quarterdeck.infra.foundation.storage.LakeContainer;
import io.quarterdeck.infra.foundation.storage.LifecycleRule;
import io.quarterdeck.infra.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * The streaming system: the container of its Delta tables, Event Hubs, from which the job reads the
 * events, the function app that sends them, and the data factory that copies the files of stores
 * and products to the container {@code landing}.
 */
public final class StreamingSystem implements PlatformSystem {
  private static final String TABLES = "streaming";

  /** The port of AMQP over TLS. Source: Microsoft Learn, "Azure Event Hubs FAQ". */
  private static final String AMQP = "5671";

  /** The port of Kafka's protocol. Source: Microsoft Learn, "Azure Event Hubs FAQ". */
  private static final String KAFKA = "9093";

  private static final ComponentResourceOptions TOP = ComponentResourceOptions.Empty;

  /** Delta tables remain readable in the cool tier. VACUUM deletes files that no table needs. */
  @Override
  public List<LakeContainer> containers(Settings settings) {
    return List.of(
        LakeContainer.of(
            TABLES,
            LifecycleRule.cool("streaming-goes-cool", TABLES, settings.storage().coolAfterDays())));
  }

  /** The job reads with Kafka's protocol, and the function sends with AMQP. */
  @Override
  public NetworkUse network(Settings settings) {
    return new NetworkUse(List.of(OrderApp.subnet(settings)), List.of(AMQP, KAFKA));
  }

  @Override
  public Declarations compose(Foundation foundation, Settings settings) {
    EventHubs eventHubs = eventHubs(foundation, settings);
    AppStore store = store(foundation, settings);
    FunctionMonitoring monitoring =
        new FunctionMonitoring(
            "function-monitoring",
            new FunctionMonitoring.Args(foundation.context(), foundation.logs().outputs().id()),
            TOP);
    StreamingAccess access =
        new StreamingAccess(
            "streaming-access",
            new StreamingAccess.Args(
                foundation.context(),
                foundation.identities(),
                eventHubs.hubId(),
                store.outputs().id(),
                monitoring.outputs().id()),
            TOP);
    OrderApp app =
        new OrderApp(
            "order-app",
            new OrderApp.Args(
                foundation.context(),
                settings,
                foundation.network().outputs(),
                new AppConfiguration(
                    access.function(),
                    store.outputs(),
                    eventHubs.host(),
                    monitoring.outputs().connectionString()),
                access.granted(),
                foundation.networkChanges()),
            TOP);
    SystemFactory factory = factory(foundation, settings);
    return Declarations.all(
        List.of(
            eventHubs.declarations(),
            store.declarations(),
            monitoring.declarations(),
            app.declarations(),
            factory.declarations(),
            new Declarations()
                .output(StackOutput.STREAMING_CONTAINER, TABLES)
                .output(StackOutput.STREAMING_FACTORY_ID, factory.outputs().id())));
  }

  /**
   * The factory copies the files of stores and products from a web server with a public address, so
   * it needs an endpoint to the lake only. It copies with the blob connector.
   */
  private static SystemFactory factory(Foundation foundation, Settings settings) {
    return new SystemFactory(
        new SystemFactory.Args(
            FactoryNames.of(PlatformSystemName.STREAMING),
            foundation.context(),
            settings,
            foundation.encryptionKeys(),
            foundation.protection(),
            foundation.identities(),
            List.of(new FactoryTarget("lake-blob", foundation.lake().outputs().id(), "blob")),
            foundation.factoryEndpoints(),
            foundation.lake().containerId(Lake.LANDING),
            Optional.empty()));
  }

  private static EventHubs eventHubs(Foundation foundation, Settings settings) {
    return new EventHubs(
        "event-hubs",
        new EventHubs.Args(
            foundation.context(),
            settings,
            foundation.network().outputs(),
            foundation.protection(),
            foundation.networkChanges()),
        TOP);
  }

  private static AppStore store(Foundation foundation, Settings settings) {
    return new AppStore(
        "app-store",
        new AppStore.Args(
            foundation.context(),
            settings,
            foundation.network().outputs(),
            foundation.lake().outputs(),
            foundation.encryptionKeys().map(EncryptionKeys::storage),
            foundation.protection(),
            foundation.networkChanges()),
        TOP);
  }
}
