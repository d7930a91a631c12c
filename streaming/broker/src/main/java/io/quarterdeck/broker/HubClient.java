package io.quarterdeck.broker;

import java.util.Map;

/** The settings with which clients of Kafka connect to the local hub. */
public final class HubClient {
  private static final String SIGN_IN =
      "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\""
          + " password=\"%s\";";

  private HubClient() {}

  /** Returns the settings of a client; immutable. */
  public static Map<String, Object> settings(
      String bootstrapServers, String user, String password) {
    return Map.of(
        "bootstrap.servers",
        bootstrapServers,
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        signIn(user, password));
  }

  /** Returns the value of {@code sasl.jaas.config}. */
  static String signIn(String user, String password) {
    return SIGN_IN.formatted(user, password);
  }
}
