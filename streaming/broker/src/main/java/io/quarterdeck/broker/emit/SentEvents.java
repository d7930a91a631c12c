package io.quarterdeck.broker.emit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Identifies the events of a plan by a header, so that a repeated command sends only those that the
 * hub does not have. The record is in the hub, so it is deleted together with the events. In a
 * plan, the same number always identifies the same event.
 *
 * @param plan identifies the plan, for example {@code bootstrap/42/2000}
 */
record SentEvents(String plan) {
  /** The name of the header. */
  static final String HEADER = "quarterdeck-emit";

  private static final Duration POLL = Duration.ofMillis(200);

  /** Returns the header of an event. */
  Header header(long number) {
    return new RecordHeader(HEADER, (plan + "/" + number).getBytes(UTF_8));
  }

  /**
   * Returns the numbers of the events that the hub has.
   *
   * @param settings the settings of a client of the hub
   */
  Set<Long> numbers(Map<String, Object> settings, String hub) {
    Map<String, Object> consuming = new HashMap<>(settings);
    consuming.put("key.deserializer", ByteArrayDeserializer.class);
    consuming.put("value.deserializer", ByteArrayDeserializer.class);
    Set<Long> numbers = new HashSet<>();
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(consuming)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(hub).stream()
              .map(each -> new TopicPartition(hub, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        consumer.poll(POLL).forEach(event -> add(event, numbers));
      }
    }
    return numbers;
  }

  private void add(ConsumerRecord<byte[], byte[]> event, Set<Long> numbers) {
    Header header = event.headers().lastHeader(HEADER);
    if (header != null) {
      String value = new String(header.value(), UTF_8);
      if (value.startsWith(plan + "/")) {
        numbers.add(Long.valueOf(value.substring(plan.length() + 1)));
      }
    }
  }
}
