package io.quarterdeck.jobs.stream;

import io.quarterdeck.contract.LocalEventHub;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** The broker of the local stack in its own process, with its own folder and port. */
final class HubProcess implements AutoCloseable {
  private static final Path BUILD = Path.of("../streaming/broker/target");
  private static final int PARTITIONS = 2;
  private static final long SECONDS = 120;

  private final Path folder;
  private final LocalEventHub hub;
  private Process process;

  HubProcess(Path folder) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    this.hub =
        new LocalEventHub(
            freePort(), freePort(), "retail-orders", PARTITIONS, 24, "local", "a2V5PQ==");
    Files.writeString(folder.resolve(LocalEventHub.FILE), hub.text());
    start();
  }

  void start() throws IOException, InterruptedException {
    String jars =
        Arrays.stream(
                Files.readString(BUILD.resolve("broker.classpath"))
                    .strip()
                    .split(File.pathSeparator, -1))
            .map(jar -> Path.of("..").resolve(jar).toString())
            .collect(Collectors.joining(File.pathSeparator));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            LocalEventHub.MAIN_CLASS,
            folder.toString());
    builder
        .environment()
        .put("CLASSPATH", BUILD.resolve("quarterdeck-broker.jar") + File.pathSeparator + jars);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
    Files.deleteIfExists(folder.resolve(LocalEventHub.READY));
    process = builder.start();
    long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!Files.exists(folder.resolve(LocalEventHub.READY))) {
      if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > limit) {
        throw new IOException("No broker: " + Files.readString(folder.resolve("log")));
      }
    }
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

  Path data() {
    return folder.resolve("data");
  }

  HubSource source() {
    return new HubSource("", hub.hub(), "", Optional.of(hub.connectionString()));
  }

  KafkaProducer<String, String> producer() {
    Map<String, Object> settings = new HashMap<>();
    source()
        .options()
        .forEach(
            (name, value) -> {
              if (name.startsWith("kafka.") && !name.endsWith("session.timeout.ms")) {
                settings.put(name.substring("kafka.".length()), value);
              }
            });
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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
