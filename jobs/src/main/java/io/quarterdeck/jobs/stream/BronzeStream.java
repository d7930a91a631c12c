package io.quarterdeck.jobs.stream;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.current_timestamp;
import static org.apache.spark.sql.functions.lit;

import io.quarterdeck.contract.LostEvents;
import io.quarterdeck.contract.StreamName;
import io.quarterdeck.contract.StreamTrigger;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.types.StructType;

/**
 * Adds the events of a hub to the table {@code bronze/retail-orders}, each exactly once and as it
 * arrived. The checkpoint contains the offsets of each micro-batch before the micro-batch begins.
 * Delta's sink writes the id of the stream and the number of the micro-batch into the same commit
 * as the rows, and skips a micro-batch that the table already has. Therefore a repeated micro-batch
 * adds nothing (Delta Lake, "Table streaming reads and writes"; decision 110).
 */
public final class BronzeStream {
  /** The columns of the table. */
  static final StructType SCHEMA =
      StructType.fromDDL(
          "topic string, partition int, offset bigint, enqueued timestamp, ingested timestamp,"
              + " run string, key binary, value binary,"
              + " headers array<struct<key: string, value: binary>>");

  /** Limits a micro-batch after a long pause; a micro-batch is one transaction. */
  private static final String MOST_EVENTS = "1000000";

  private final LakeRoot lake;
  private final HubSource hub;
  private final String run;
  private final Progress progress;
  private final String table;

  /**
   * Creates the stream.
   *
   * @param run the id of the run, which each row contains
   */
  public BronzeStream(LakeRoot lake, HubSource hub, String run, Progress progress) {
    this.lake = lake;
    this.hub = hub;
    this.run = run;
    this.progress = progress;
    this.table = lake.bronze(StreamName.ORDERS.streamName());
  }

  /**
   * Runs the stream.
   *
   * @return the number of events that were added
   * @throws Failure if the hub does not have the next event anymore and {@code lost} refuses this,
   *     the table and the checkpoint do not belong together, another run reads the hub, or the hub
   *     refuses the connection. Events that are in the table stay there
   */
  public long run(StreamTrigger trigger, LostEvents lost) {
    progress.phase("Reading the event hub " + hub.topic());
    StreamCheckpoint checkpoint = new StreamCheckpoint(lake, StreamName.BRONZE_CHECKPOINT);
    checkpoint.requireNoneWithout(table);
    lake.create(table, SCHEMA);
    checkpoint.requireFor(table);
    DataStreamWriter<Row> writer =
        events(lost)
            .writeStream()
            .format("delta")
            .queryName("bronze")
            .outputMode("append")
            .option("checkpointLocation", checkpoint.path());
    StreamRun stream = new StreamRun(lake, trigger, progress);
    try {
      long events = stream.run(writer, table);
      progress.note("%d events were added to bronze.".formatted(events));
      return events;
    } catch (StreamRun.Broken broken) {
      throw HubFailure.of(broken, lake, hub);
    }
  }

  private Dataset<Row> events(LostEvents lost) {
    return lake.session()
        .readStream()
        .format("kafka")
        .options(hub.options())
        .option("startingOffsets", "earliest")
        .option("maxOffsetsPerTrigger", MOST_EVENTS)
        .option(
            "failOnDataLoss",
            switch (lost) {
              case REFUSE -> "true";
              case ACCEPT -> "false";
            })
        .load()
        .select(
            col("topic"),
            col("partition"),
            col("offset"),
            col("timestamp").as("enqueued"),
            current_timestamp().as("ingested"),
            lit(run).as("run"),
            col("key"),
            col("value"),
            col("headers"));
  }
}
