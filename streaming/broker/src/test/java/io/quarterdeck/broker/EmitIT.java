package io.quarterdeck.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.broker.emit.EmitMain;
import io.quarterdeck.contract.LocalEventHub;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The function's events, sent to a broker and read back. */
class EmitIT {
  private static final Pattern ID = Pattern.compile("\"event_id\":\"([^\"]+)\"");
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @Test
  void theEventsArriveWithThePlantedFaultsAndTheSameSeedSendsTheSameOrders() throws Exception {
    LocalEventHub hub = new LocalEventHub(freePort(), freePort(), "orders", 2, 24, "local", "a2V5");
    Files.writeString(folder.resolve(LocalEventHub.FILE), hub.text());
    try (EventHubBroker broker = EventHubBroker.start(hub, folder.resolve("data"))) {
      assertThat(broker).isNotNull();
      Matcher first =
          emitted("--events", "400", "--seed", "5", "--duplicates", "10", "--malformed", "5");
      List<String> read = read(hub, Integer.parseInt(first.group(1)));

      int duplicates = Integer.parseInt(first.group(2));
      int malformed = Integer.parseInt(first.group(3));
      assertThat(duplicates).isBetween(15, 80);
      assertThat(malformed).isBetween(3, 50);
      assertThat(read).hasSize(400 + duplicates);
      assertThat(read.stream().filter(event -> !event.endsWith("}"))).hasSize(malformed);
      assertThat(ids(read).stream().distinct().count()).isEqualTo(400);

      emitted("--events", "400", "--seed", "5");
      List<String> both = read(hub, read.size() + 400);
      assertThat(ids(both).stream().distinct().count()).isEqualTo(400);
    }
  }

  @Test
  void anInterruptedCommandSendsOnlyTheMissingEventsWhenItIsRepeated() throws Exception {
    LocalEventHub hub = new LocalEventHub(freePort(), freePort(), "orders", 2, 24, "local", "a2V5");
    Files.writeString(folder.resolve(LocalEventHub.FILE), hub.text());
    try (EventHubBroker broker = EventHubBroker.start(hub, folder.resolve("data"))) {
      assertThat(broker).isNotNull();
      // Other events, and the first half of a command, as if it had been killed then.
      emitted("--events", "30", "--seed", "5", "--duplicates", "10");
      List<String> other = read(hub, 30);
      firstEvents(hub, "sample/5/60", 20);

      String[] flags = {"--events", "60", "--seed", "5", "--duplicates", "10", "--once", "sample"};
      Matcher repeated = emitted(flags);
      int all = 60 + Integer.parseInt(repeated.group(2));
      assertThat(repeated.group(1)).isEqualTo(Integer.toString(all - 20));
      assertThat(emitted(flags).group(1)).isEqualTo("0");

      List<String> read = read(hub, other.size() + all);
      assertThat(read).hasSize(other.size() + all);
    }
  }

  /** Sends events with the headers of a command. */
  private static void firstEvents(LocalEventHub hub, String plan, int count) throws Exception {
    Map<String, Object> settings =
        new HashMap<>(
            HubClient.settings(hub.bootstrapServers(), LocalEventHub.USER, hub.connectionString()));
    settings.put("key.serializer", StringSerializer.class);
    settings.put("value.serializer", StringSerializer.class);
    try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings)) {
      for (int number = 1; number <= count; number++) {
        ProducerRecord<String, String> event =
            new ProducerRecord<>(hub.hub(), "o" + number, "event " + number);
        event
            .headers()
            .add("quarterdeck-emit", (plan + "/" + number).getBytes(StandardCharsets.UTF_8));
        producer.send(event).get();
      }
    }
  }

  private Matcher emitted(String... flags) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(folder.toString()));
    arguments.addAll(List.of(flags));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    try (PrintStream captured = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      System.setOut(captured);
      EmitMain.main(arguments.toArray(String[]::new));
    } finally {
      System.setOut(before);
    }
    Matcher line =
        Pattern.compile(
                "\\{\"sent\":(\\d+)(?:,\"present\":\\d+)?,\"duplicates\":(\\d+),\"late\":0,\"outOfOrder\":0,\"malformed\":(\\d+)}\\s*")
            .matcher(bytes.toString(StandardCharsets.UTF_8));
    assertThat(line.matches()).as(bytes.toString(StandardCharsets.UTF_8)).isTrue();
    return line;
  }

  private static List<String> ids(List<String> events) {
    return events.stream()
        .map(ID::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .toList();
  }

  private static List<String> read(LocalEventHub hub, int count) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", hub.bootstrapServers());
    settings.put("security.protocol", "SASL_PLAINTEXT");
    settings.put("sasl.mechanism", "PLAIN");
    settings.put(
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(LocalEventHub.USER, hub.connectionString()));
    settings.put("key.deserializer", StringDeserializer.class);
    settings.put("value.deserializer", StringDeserializer.class);
    List<String> values = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings)) {
      List<TopicPartition> partitions =
          List.of(new TopicPartition(hub.hub(), 0), new TopicPartition(hub.hub(), 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = System.nanoTime() + LIMIT.toNanos();
      while (values.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
