package io.quarterdeck.broker;

import io.quarterdeck.contract.LocalEventHub;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A Kafka broker with one hub. Not thread-safe. */
final class EventHubBroker implements AutoCloseable {
  private static final int PASSWORD_BYTES = 24;
  private static final long SECONDS = 60;

  /** Any id: there is only one cluster, and a folder must keep its id. */
  private static final String CLUSTER = new Uuid(1, 1).toString();

  private final BrokerConfiguration configuration;
  private final KafkaRaftServer server;

  private EventHubBroker(BrokerConfiguration configuration, KafkaRaftServer server) {
    this.configuration = configuration;
    this.server = server;
  }

  /** Starts a broker that listens on the port of the hub. */
  static EventHubBroker start(LocalEventHub hub, Path data) throws IOException {
    return start(hub, data, hub.port());
  }

  /**
   * Starts a broker, and creates the hub or changes it as its settings say.
   *
   * @param data the folder of its data
   * @param port the port on which it listens. If this is not the port of the hub, a program must
   *     forward the connections to the port of the hub, also those of the broker itself
   * @throws IOException if the folder cannot be written, or Azure would refuse the change of the
   *     hub
   */
  static EventHubBroker start(LocalEventHub hub, Path data, int port) throws IOException {
    byte[] password = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(password);
    BrokerConfiguration configuration =
        new BrokerConfiguration(hub, data, Base64.getUrlEncoder().encodeToString(password), port);
    format(data);
    KafkaRaftServer server =
        new KafkaRaftServer(new KafkaConfig(configuration.settings(), false), Time.SYSTEM);
    server.startup();
    EventHubBroker broker = new EventHubBroker(configuration, server);
    try {
      broker.settleHub();
      return broker;
    } catch (IOException | RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  /** Prepares an empty folder, as {@code kafka-storage format} does. */
  private static void format(Path data) throws IOException {
    Files.createDirectories(data);
    try (PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(silent)
          .setClusterId(CLUSTER)
          .setNodeId(BrokerConfiguration.NODE)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setIgnoreFormatted(true)
          .setControllerListenerName(BrokerConfiguration.CONTROLLER)
          .setMetadataLogDirectory(Optional.of(data.toString()))
          .addDirectory(data.toString())
          .run();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("Cannot format " + data + ": " + e.getMessage(), e);
    }
  }

  private void settleHub() throws IOException {
    LocalEventHub hub = configuration.hub();
    Map<String, String> settings =
        Map.of(
            TopicConfig.RETENTION_MS_CONFIG,
            Long.toString(TimeUnit.HOURS.toMillis(hub.retentionHours())));
    try (Admin admin = Admin.create(configuration.ownClient())) {
      if (!admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS).contains(hub.hub())) {
        NewTopic topic = new NewTopic(hub.hub(), hub.partitions(), (short) 1).configs(settings);
        admin.createTopics(List.of(topic)).all().get(SECONDS, TimeUnit.SECONDS);
        return;
      }
      settlePartitions(admin);
      List<AlterConfigOp> changes =
          settings.entrySet().stream()
              .map(entry -> new ConfigEntry(entry.getKey(), entry.getValue()))
              .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
              .toList();
      admin
          .incrementalAlterConfigs(
              Map.of(new ConfigResource(ConfigResource.Type.TOPIC, hub.hub()), changes))
          .all()
          .get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("Cannot create the hub " + hub.hub() + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot create the hub " + hub.hub() + ": interrupted", e);
    }
  }

  /**
   * The number of partitions of a hub of the Standard tier cannot change ("Azure Event Hubs FAQ",
   * Partitions).
   */
  private void settlePartitions(Admin admin)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    LocalEventHub hub = configuration.hub();
    TopicDescription before =
        admin
            .describeTopics(List.of(hub.hub()))
            .allTopicNames()
            .get(SECONDS, TimeUnit.SECONDS)
            .get(hub.hub());
    if (before.partitions().size() != hub.partitions()) {
      throw new IOException(
          "Cannot change the hub %s: found %d partitions; expected %d, and a hub of the Standard tier keeps its number. Run ./quarterdeck local reset, or create a hub with another name."
              .formatted(hub.hub(), before.partitions().size(), hub.partitions()));
    }
  }

  /** Waits until the broker ends. */
  void await() {
    server.awaitShutdown();
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
