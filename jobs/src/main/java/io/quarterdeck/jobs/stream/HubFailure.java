package io.quarterdeck.jobs.stream;

import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.failure.Failure;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkThrowable;

/** Explains why the stream from a hub failed. */
final class HubFailure {
  /** Spark, {@code kafka-error-conditions.json}. */
  private static final String LOSS = "KAFKA_DATA_LOSS";

  private HubFailure() {}

  static RuntimeException of(StreamRun.Broken broken, LakeRoot lake, HubSource hub) {
    return StreamFailure.withCondition(broken, LOSS)
        .<RuntimeException>map(loss -> lost(loss, broken, lake, hub))
        .orElseGet(() -> StreamFailure.of(broken));
  }

  private static Failure lost(
      SparkThrowable loss, StreamRun.Broken broken, LakeRoot lake, HubSource hub) {
    Map<String, String> values = loss.getMessageParameters();
    String topicPartition = values.getOrDefault("topicPartition", "");
    Optional<Integer> partition = partition(topicPartition);
    String expected =
        Optional.ofNullable(values.get("startOffset"))
            .or(() -> Optional.ofNullable(values.get("offset")))
            .or(() -> Optional.ofNullable(values.get("prevOffset")))
            .orElse("the offset of the checkpoint");
    String found =
        partition
            .flatMap(number -> first(number, lake, hub))
            .map(offset -> "the event " + offset + " as its first one")
            .orElse("no events");
    return Failure.causedBy(
        broken,
        "Cannot read partition %s of the event hub %s: found %s; expected the event %s. Event Hubs"
            + " deleted events before bronze read them, because their retention time was over or"
            + " the hub was created again. Nothing was skipped. Restore the events from another"
            + " source if there is one. To continue without them: ./quarterdeck run --systems"
            + " streaming --job orders --lost-events accept",
        partition.map(number -> Integer.toString(number)).orElse(topicPartition),
        hub.topic(),
        found,
        expected);
  }

  /** Kafka writes TOPIC-PARTITION. */
  private static Optional<Integer> partition(String topicPartition) {
    String number = topicPartition.substring(topicPartition.lastIndexOf('-') + 1);
    return number.matches("[0-9]+") ? Optional.of(Integer.parseInt(number)) : Optional.empty();
  }

  /** Returns the first offset that the hub has. Spark reads one event of the partition only. */
  private static Optional<Long> first(int partition, LakeRoot lake, HubSource hub) {
    Map<String, String> options = new HashMap<>(hub.options());
    options.remove("subscribe");
    options.put("assign", "{\"%s\":[%d]}".formatted(hub.topic(), partition));
    return lake
        .session()
        .read()
        .format("kafka")
        .options(options)
        .load()
        .select("offset")
        .takeAsList(1)
        .stream()
        .map(row -> row.getLong(0))
        .findFirst();
  }
}
