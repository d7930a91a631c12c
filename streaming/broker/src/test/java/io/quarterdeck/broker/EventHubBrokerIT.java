package io.quarterdeck.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.contract.LocalEventHub;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's own client at the broker. */
class EventHubBrokerIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private static Path folder;
  private static LocalEventHub hub;
  private static EventHubBroker broker;

  @BeforeAll
  static void start() throws IOException {
    hub = new LocalEventHub(freePort(), freePort(), "orders", 3, 24, "local", "a2V5PQ==");
    broker = EventHubBroker.start(hub, folder.resolve("data"));
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      broker.close();
    }
  }

  @Test
  void anEventArrivesWithItsKeyHeadersAndTheEnqueuedTime() throws Exception {
    long before = System.currentTimeMillis();
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      ProducerRecord<byte[], byte[]> event =
          new ProducerRecord<>(
              hub.hub(), null, 1L, "order-1".getBytes(UTF_8), "{}".getBytes(UTF_8));
      event.headers().add("traceparent", "00-1".getBytes(UTF_8));
      producer.send(event).get();
    }

    ConsumerRecord<byte[], byte[]> read = readAll().get(0);

    assertThat(read.key()).isEqualTo("order-1".getBytes(UTF_8));
    assertThat(read.value()).isEqualTo("{}".getBytes(UTF_8));
    assertThat(read.headers().lastHeader("traceparent").value()).isEqualTo("00-1".getBytes(UTF_8));
    assertThat(read.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
    assertThat(read.timestamp()).isGreaterThanOrEqualTo(before);
  }

  @Test
  void anEventOfMoreThanOneMebibyteIsRefused() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        producer(Map.of("max.request.size", 3 * BrokerConfiguration.MAXIMUM_BYTES))) {
      byte[] fits = new byte[BrokerConfiguration.MAXIMUM_BYTES - 1024];
      assertThat(producer.send(new ProducerRecord<>(hub.hub(), fits)).get().hasOffset()).isTrue();
      byte[] large = new byte[BrokerConfiguration.MAXIMUM_BYTES];
      assertThatThrownBy(() -> producer.send(new ProducerRecord<>(hub.hub(), large)).get())
          .hasCauseInstanceOf(RecordTooLargeException.class);
    }
  }

  @Test
  void aClientWithAnotherUserOrPasswordIsRefused() {
    for (Map<String, Object> client :
        List.of(
            client(LocalEventHub.USER, hub.connectionString().replace("a2V5", "b2V5")),
            client("$connectionstring", hub.connectionString()),
            client(HubSignIn.OWN_USER, hub.connectionString()),
            client("admin", "admin"))) {
      try (Admin admin = Admin.create(client)) {
        assertThatThrownBy(() -> admin.listTopics().names().get())
            .isInstanceOf(ExecutionException.class)
            .hasCauseInstanceOf(SaslAuthenticationException.class);
      }
    }
  }

  @Test
  void aClientWithoutASignInIsRefused() {
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers",
            hub.bootstrapServers(),
            "default.api.timeout.ms",
            3000,
            "request.timeout.ms",
            2000);
    try (Admin admin = Admin.create(client)) {
      assertThatThrownBy(() -> admin.listTopics().names().get())
          .isInstanceOf(ExecutionException.class);
    }
  }

  @Test
  void aClientCanNeitherCreateAHubNorUseATransaction() {
    try (Admin admin = Admin.create(client(LocalEventHub.USER, hub.connectionString()))) {
      assertThatThrownBy(
              () -> admin.createTopics(List.of(new NewTopic("other", 1, (short) 1))).all().get())
          .hasCauseInstanceOf(TopicAuthorizationException.class);
      assertThatThrownBy(() -> admin.deleteTopics(List.of(hub.hub())).all().get())
          .hasCauseInstanceOf(TopicAuthorizationException.class);
    }
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", "a"))) {
      assertThatThrownBy(producer::initTransactions)
          .isInstanceOf(TransactionalIdAuthorizationException.class);
    }
  }

  @Test
  void aHubKeepsItsEventsAndItsNumberOfPartitionsOverARestart(@TempDir Path data) throws Exception {
    LocalEventHub first = new LocalEventHub(freePort(), freePort(), "kept", 2, 24, "local", "a2V5");
    try (EventHubBroker started = EventHubBroker.start(first, data);
        KafkaProducer<byte[], byte[]> producer = producer(first, Map.of())) {
      producer.send(new ProducerRecord<>("kept", "1".getBytes(UTF_8))).get();
      assertThat(started).isNotNull();
    }
    LocalEventHub moved = new LocalEventHub(freePort(), freePort(), "kept", 2, 48, "local", "a2V5");
    try (EventHubBroker started = EventHubBroker.start(moved, data)) {
      assertThat(started).isNotNull();
      assertThat(readAll(moved)).hasSize(1);
    }
    LocalEventHub wider = new LocalEventHub(freePort(), freePort(), "kept", 4, 48, "local", "a2V5");
    assertThatThrownBy(() -> EventHubBroker.start(wider, data))
        .hasMessageStartingWith("Cannot change the hub kept: found 2 partitions; expected 4, and");
  }

  private static List<ConsumerRecord<byte[], byte[]>> readAll() {
    return readAll(hub);
  }

  private static List<ConsumerRecord<byte[], byte[]>> readAll(LocalEventHub from) {
    Map<String, Object> settings = new HashMap<>(client(from));
    settings.put("group.id", "test");
    settings.put("auto.offset.reset", "earliest");
    settings.put("key.deserializer", ByteArrayDeserializer.class);
    settings.put("value.deserializer", ByteArrayDeserializer.class);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
      consumer.subscribe(List.of(from.hub()));
      long end = System.nanoTime() + LIMIT.toNanos();
      while (records.isEmpty() && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    return producer(hub, more);
  }

  private static KafkaProducer<byte[], byte[]> producer(
      LocalEventHub to, Map<String, Object> more) {
    Map<String, Object> settings = new HashMap<>(client(to));
    settings.put("key.serializer", ByteArraySerializer.class);
    settings.put("value.serializer", ByteArraySerializer.class);
    settings.putAll(more);
    return new KafkaProducer<>(settings);
  }

  private static Map<String, Object> client(LocalEventHub of) {
    Map<String, Object> settings = new HashMap<>(client(LocalEventHub.USER, of.connectionString()));
    settings.put("bootstrap.servers", of.bootstrapServers());
    return settings;
  }

  private static Map<String, Object> client(String user, String password) {
    return Map.of(
        "bootstrap.servers",
        hub.bootstrapServers(),
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        "PLAIN",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(user, password));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
