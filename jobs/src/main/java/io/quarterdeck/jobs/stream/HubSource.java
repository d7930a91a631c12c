package io.quarterdeck.jobs.stream;

import io.quarterdeck.contract.HubCredential;
import io.quarterdeck.contract.LocalEventHub;
import io.quarterdeck.contract.Loopback;
import io.quarterdeck.loader.failure.Failure;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The Kafka endpoint of an event hub, as a source of Spark. On Databricks, a service credential of
 * Unity Catalog signs in, with the identity of its access connector (Azure Databricks,
 * "Authentication", section "Connect with Unity Catalog service credentials"; it needs Databricks
 * Runtime 16.1). On the local stack, a connection string signs in, which Azure disables.
 *
 * @param host the host name of the namespace
 * @param topic the name of the hub
 * @param credential the name of the service credential
 * @param connection the connection string of the local hub, which names its own endpoint
 */
public record HubSource(String host, String topic, String credential, Optional<String> connection) {
  /** The port of the Kafka endpoint (Event Hubs documentation, "Apache Kafka endpoint"). */
  private static final int PORT = 9093;

  private static final String SIGN_IN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\""
          + " password=\"%s\";";

  /**
   * Returns the options of the source. The times are those that Microsoft recommends: Azure closes
   * connections that are idle for 240 s ("Recommended configurations for Apache Kafka clients").
   *
   * @throws Failure if the connection string has no endpoint
   */
  Map<String, String> options() {
    Map<String, String> options = new HashMap<>();
    options.put("subscribe", topic);
    options.put("includeHeaders", "true");
    options.put("kafka.metadata.max.age.ms", "180000");
    options.put("kafka.connections.max.idle.ms", "180000");
    options.put("kafka.request.timeout.ms", "60000");
    options.put("kafka.session.timeout.ms", "30000");
    if (connection.isPresent()) {
      options.putAll(local(connection.get()));
    } else {
      options.put("kafka.bootstrap.servers", host + ":" + PORT);
      options.put("databricks.serviceCredential", credential);
    }
    return options;
  }

  /**
   * Checks that there is a connection string, without which only Databricks can sign in.
   *
   * @throws Failure if there is none. The local stack gives it to a task that may use the service
   *     credential
   */
  public void requireConnection() {
    if (connection.isEmpty()) {
      throw Failure.of(
          "Cannot sign in to the event hub %s: found no usable service credential '%s'; expected that"
              + " it exists, that the identity of the run has ACCESS on it, and that the identity of"
              + " its access connector has the role Azure Event Hubs Data Receiver. Create it: ./quarterdeck"
              + " setup-workspace%s. Then run the job again.",
          topic,
          credential,
          HubCredential.stack(credential).map(stack -> " --stack " + stack).orElse(""));
    }
  }

  private static Map<String, String> local(String connection) {
    URI endpoint =
        Arrays.stream(connection.split(";", -1))
            .filter(part -> part.startsWith("Endpoint="))
            .map(part -> URI.create(part.substring("Endpoint=".length())))
            .findFirst()
            .orElseThrow(
                () ->
                    new Failure(
                        "Cannot connect to the event hub: found a connection string without"
                            + " Endpoint; expected Endpoint=sb://ADDRESS/. Take it from"
                            + " ./quarterdeck local status --json."));
    return Map.of(
        "kafka.bootstrap.servers",
        endpoint.getAuthority(),
        "kafka.security.protocol",
        Loopback.is(endpoint) ? "SASL_PLAINTEXT" : "SASL_SSL",
        "kafka.sasl.mechanism",
        "PLAIN",
        "kafka.sasl.jaas.config",
        SIGN_IN.formatted(LocalEventHub.USER, connection));
  }

  /** Never contains the connection string. */
  @Override
  public String toString() {
    return topic + " at " + host;
  }
}
