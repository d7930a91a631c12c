package io.quarterdeck.contract;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The event hub of the local stack. The local stack writes it to {@link #FILE} in the folder of the
 * broker. The broker reads this file, and the folder contains its data.
 *
 * @param port the port for clients, on the loopback address
 * @param controllerPort the port at which the broker reaches its own controller
 * @param hub the name of the hub, which is the name of the Kafka topic
 * @param partitions the number of partitions
 * @param retentionHours the number of hours for which the hub keeps events
 * @param keyName the name of the policy with which clients sign in
 * @param key the key of the policy
 */
public record LocalEventHub(
    int port,
    int controllerPort,
    String hub,
    int partitions,
    int retentionHours,
    String keyName,
    String key) {
  /** The name of the file in the folder of the broker. */
  public static final String FILE = "event-hub.properties";

  /**
   * The name of the file that the broker writes when the hub can be used. It contains the id of the
   * process.
   */
  public static final String READY = "ready";

  /** The main class of the broker, which gets its folder as its argument. */
  public static final String MAIN_CLASS = "io.quarterdeck.broker.BrokerMain";

  /**
   * The user name with which Kafka clients sign in to Event Hubs by a connection string ("Use Azure
   * Event Hubs to stream data from Apache Kafka applications").
   */
  public static final String USER = "$ConnectionString";

  /** Returns the address for Kafka clients. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /**
   * Returns the connection string, in the format of Event Hubs ("Get an Event Hubs connection
   * string"). Unlike that of Azure, its endpoint names the port.
   */
  public String connectionString() {
    return "Endpoint=sb://%s/;SharedAccessKeyName=%s;SharedAccessKey=%s;EntityPath=%s"
        .formatted(bootstrapServers(), keyName, key, hub);
  }

  /**
   * Reads the file.
   *
   * @throws IOException if it cannot be read, or a value is missing or is not a number
   */
  public static LocalEventHub read(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return new LocalEventHub(
        number(file, properties, "port"),
        number(file, properties, "controllerPort"),
        text(file, properties, "hub"),
        number(file, properties, "partitions"),
        number(file, properties, "retentionHours"),
        text(file, properties, "keyName"),
        text(file, properties, "key"));
  }

  private static int number(Path file, Properties properties, String name) throws IOException {
    String text = text(file, properties, name);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IOException(file + " has no number for " + name, e);
    }
  }

  private static String text(Path file, Properties properties, String name) throws IOException {
    String text = properties.getProperty(name);
    if (text == null) {
      throw new IOException(file + " has no " + name);
    }
    return text;
  }

  /** Returns the content of the file. It contains the key. */
  public String text() {
    Properties properties = new Properties();
    properties.setProperty("port", Integer.toString(port));
    properties.setProperty("controllerPort", Integer.toString(controllerPort));
    properties.setProperty("hub", hub);
    properties.setProperty("partitions", Integer.toString(partitions));
    properties.setProperty("retentionHours", Integer.toString(retentionHours));
    properties.setProperty("keyName", keyName);
    properties.setProperty("key", key);
    StringWriter text = new StringWriter();
    try {
      properties.store(text, "The event hub of Quarterdeck's local stack");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  /** Never contains the key. */
  @Override
  public String toString() {
    return hub + " at " + bootstrapServers();
  }
}
