package io.quarterdeck.broker;

import io.quarterdeck.contract.LocalEventHub;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The configuration of the broker. All listeners are on the loopback address and require a sign-in.
 *
 * @param hub the hub
 * @param data the folder of its data
 * @param password the broker's own password
 * @param port the port on which the broker listens. Clients connect to the port of the hub
 */
record BrokerConfiguration(LocalEventHub hub, Path data, String password, int port) {
  static final String CONTROLLER = "CONTROLLER";

  /** The only node. */
  static final int NODE = 1;

  /**
   * The largest publication that Event Hubs of the Standard tier accepts, in bytes: one event or
   * one batch ("Azure Event Hubs quotas and limits").
   */
  static final int MAXIMUM_BYTES = 1024 * 1024;

  private static final String CLIENTS = "CLIENTS";

  /** Returns the settings of Kafka. */
  Map<String, Object> settings() {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE));
    settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + hub.controllerPort());
    settings.put(
        "listeners",
        CLIENTS
            + "://127.0.0.1:"
            + port
            + ","
            + CONTROLLER
            + "://127.0.0.1:"
            + hub.controllerPort());
    settings.put("advertised.listeners", CLIENTS + "://" + hub.bootstrapServers());
    settings.put(
        "listener.security.protocol.map",
        CLIENTS + ":SASL_PLAINTEXT," + CONTROLLER + ":SASL_PLAINTEXT");
    settings.put("inter.broker.listener.name", CLIENTS);
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
    settings.put("sasl.mechanism.controller.protocol", "PLAIN");
    settings.put("sasl.enabled.mechanisms", "PLAIN");
    for (String listener : new String[] {CLIENTS, CONTROLLER}) {
      String prefix = "listener.name." + listener.toLowerCase(Locale.ROOT) + ".plain.";
      settings.put(prefix + "sasl.jaas.config", ownSignIn());
      settings.put(prefix + "sasl.server.callback.handler.class", HubSignIn.class.getName());
    }
    settings.put(HubSignIn.HUB, hub);
    settings.put(HubSignIn.OWN_PASSWORD, password);
    settings.put("authorizer.class.name", HubRights.class.getName());
    settings.put("early.start.listeners", CONTROLLER);
    settings.put("log.dir", data.toString());
    settings.putAll(behaviour());
    return settings;
  }

  private static Map<String, String> behaviour() {
    Map<String, String> settings = new TreeMap<>();
    // Event Hubs assigns the enqueued time.
    settings.put("log.message.timestamp.type", "LogAppendTime");
    settings.put("message.max.bytes", Integer.toString(MAXIMUM_BYTES));
    settings.put("auto.create.topics.enable", "false");
    // One broker holds everything, so there is one replica.
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "1");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("log.cleaner.dedupe.buffer.size", "2097152");
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "2");
    settings.put("background.threads", "2");
    return settings;
  }

  /** Returns the settings with which the broker itself connects as a client. */
  Map<String, Object> ownClient() {
    return HubClient.settings(hub.bootstrapServers(), HubSignIn.OWN_USER, password);
  }

  private String ownSignIn() {
    return HubClient.signIn(HubSignIn.OWN_USER, password);
  }

  /** Never contains credentials. */
  @Override
  public String toString() {
    return hub + " in " + data;
  }
}
