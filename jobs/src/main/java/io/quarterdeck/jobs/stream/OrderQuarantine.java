package io.quarterdeck.jobs.stream;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.current_timestamp;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.when;

import io.delta.tables.DeltaTable;
import io.quarterdeck.contract.StreamName;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.stream.EventSql;
import java.time.Instant;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * The events that violate a rule: the table {@code quarantine/retail-orders}. An event that was
 * replayed keeps its row here, with the time of the replay.
 */
record OrderQuarantine(LakeRoot lake) {
  private static final StructType SCHEMA =
      StructType.fromDDL(
          "topic string, partition int, offset bigint, rule string, reason string, payload string,"
              + " enqueued timestamp, quarantined timestamp, run string, replayed timestamp");

  private static final String SAME =
      "t.topic = s.topic and t.partition = s.partition and t.offset = s.offset";

  String path() {
    return lake.quarantine(StreamName.ORDERS.streamName());
  }

  void create() {
    lake.create(path(), SCHEMA);
  }

  /**
   * Adds events. An event that the table already has is not added again.
   *
   * @param parsed rows of {@link EventSql#parsed} that violate a rule
   * @param run the id of the run
   */
  void add(Dataset<Row> parsed, String run) {
    Dataset<Row> rows = rows(parsed, run);
    lake.change(
        () ->
            DeltaTable.forPath(lake.session(), path())
                .as("t")
                .merge(rows.as("s"), SAME)
                .whenNotMatched()
                .insertAll()
                .execute());
  }

  /** Replaces the events that Event Hubs stored since a time, in one commit. */
  void replace(Dataset<Row> parsed, Instant since, String run) {
    Dataset<Row> rows = rows(parsed, run);
    lake.change(
        () ->
            rows.write()
                .format("delta")
                .mode("overwrite")
                .option("replaceWhere", "enqueued >= timestamp'" + since + "'")
                .save(path()));
  }

  /** Records that events were replayed: those at the positions of these rows of silver. */
  void replayed(Dataset<Row> positions) {
    Dataset<Row> source =
        positions.select(
            col("_topic").as("topic"),
            col("_partition").as("partition"),
            col("_offset").as("offset"));
    String now = "timestamp'" + Instant.now() + "'";
    lake.change(
        () ->
            DeltaTable.forPath(lake.session(), path())
                .as("t")
                .merge(source.as("s"), SAME)
                .whenMatched("t.replayed is null")
                .updateExpr(Map.of("replayed", now))
                .execute());
  }

  private static Dataset<Row> rows(Dataset<Row> parsed, String run) {
    return parsed.select(
        col("_topic").as("topic"),
        col("_partition").as("partition"),
        col("_offset").as("offset"),
        when(size(col(EventSql.PROBLEMS)).gt(0), lit(EventSql.RULE))
            .otherwise(element_at(col(EventSql.VIOLATED), 1))
            .as("rule"),
        concat_ws("; ", col(EventSql.PROBLEMS), col(EventSql.VIOLATED)).as("reason"),
        col(EventSql.PAYLOAD).as("payload"),
        col(EventSql.ENQUEUED).as("enqueued"),
        current_timestamp().as("quarantined"),
        lit(run).as("run"),
        lit(null).cast("timestamp").as("replayed"));
  }
}
