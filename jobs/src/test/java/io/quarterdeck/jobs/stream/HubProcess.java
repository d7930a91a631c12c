package io.quarterdeck.jobs.stream;

import io.quarterdeck.contract.EmitFlag;
import io.quarterdeck.contract.LocalEventHub;
import io.quarterdeck.testkit.KafkaRelay;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The broker of the local stack in its own process, with its own folder and port, behind a relay.
 */
final class HubProcess implements AutoCloseable {
  private static final Path BUILD = Path.of("../streaming/broker/target");
  private static final int PARTITIONS = 2;
  private static final long SECONDS = 120;

  private final Path folder;
  private final KafkaRelay relay;
  private final int port;
  private final LocalEventHub hub;
  private Process process;

  HubProcess(Path folder) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    this.relay = new KafkaRelay();
    this.port = freePort();
    this.hub =
        new LocalEventHub(
            relay.port(), freePort(), "retail-orders", PARTITIONS, 24, "local", "a2V5PQ==");
    relay.forwardTo(port);
    Files.writeString(folder.resolve(LocalEventHub.FILE), hub.text());
    start();
  }

  void start() throws IOException, InterruptedException {
    Files.deleteIfExists(folder.resolve(LocalEventHub.READY));
    process =
        java(
            folder.resolve("log"),
            LocalEventHub.MAIN_CLASS,
            folder.toString(),
            Integer.toString(port));
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!Files.exists(folder.resolve(LocalEventHub.READY))) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > limit) {
        throw new IOException("No broker: " + Files.readString(folder.resolve("log")));
      }
    }
  }

  /**
   * Starts the function of the project, which sends generated events.
   *
   * @param output the file for both output streams
   */
  Process emit(Path output, String... flags) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(EmitFlag.MAIN_CLASS, folder.toString()));
    arguments.addAll(List.of(flags));
    return java(output, arguments.toArray(String[]::new));
  }

  private static Process java(Path output, String... arguments) throws IOException {
    String jars =
        Arrays.stream(
                Files.readString(BUILD.resolve("broker.classpath"))
                    .strip()
                    .split(File.pathSeparator, -1))
            .map(jar -> Path.of("..").resolve(jar).toString())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder
        .environment()
        .put("CLASSPATH", BUILD.resolve("quarterdeck-broker.jar") + File.pathSeparator + jars);
    return builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
  }

  /** Ends the broker as the kernel does, without a chance to write anything. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("The broker does not end");
    }
  }

  /** Returns the relay that all clients connect to. */
  KafkaRelay relay() {
    return relay;
  }

  Path folder() {
    return folder;
  }

  Path data() {
    return folder.resolve("data");
  }

  HubSource source() {
    return new HubSource("", hub.hub(), "", Optional.of(hub.connectionString()));
  }

  private Map<String, Object> client() {
    Map<String, Object> settings = new HashMap<>();
    source()
        .options()
        .forEach(
            (name, value) -> {
              if (name.startsWith("kafka.") && !name.endsWith("session.timeout.ms")) {
                settings.put(name.substring("kafka.".length()), value);
              }
            });
    return settings;
  }

  KafkaProducer<String, String> producer() {
    Map<String, Object> settings = client();
    settings.put("acks", "all");
    settings.put("key.serializer", StringSerializer.class);
    settings.put("value.serializer", StringSerializer.class);
    return new KafkaProducer<>(settings);
  }

  /** Sends events to a partition and waits until the broker has stored them. */
  void send(int partition, List<String> events) throws Exception {
    try (KafkaProducer<String, String> producer = producer()) {
      for (String event : events) {
        ProducerRecord<String, String> message =
            new ProducerRecord<>(hub.hub(), partition, "key", event);
        message.headers().add("trace", new byte[] {1, 2});
        producer.send(message).get(SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  /** Reads how many events the broker has stored. Not thread-safe. */
  final class Stored implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions =
        IntStream.range(0, PARTITIONS)
            .mapToObj(number -> new TopicPartition(hub.hub(), number))
            .toList();

    Stored() {
      Map<String, Object> settings = client();
      settings.put("key.deserializer", ByteArrayDeserializer.class);
      settings.put("value.deserializer", ByteArrayDeserializer.class);
      consumer = new KafkaConsumer<>(settings);
    }

    long events() {
      return consumer.endOffsets(partitions).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Waits until the broker has this many events. */
    void await(long events) {
      long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      for (long found = events(); found < events; found = events()) {
        if (System.nanoTime() > limit) {
          throw new IllegalStateException(
              "The broker has " + found + " events; expected at least " + events);
        }
      }
    }

    @Override
    public void close() {
      consumer.close();
    }
  }

  /** Connects to the broker. */
  Stored stored() {
    return new Stored();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      relay.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
