package io.quarterdeck.jobs.stream;

import static org.apache.spark.sql.functions.array_contains;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.current_timestamp;
import static org.apache.spark.sql.functions.expr;

import io.delta.tables.DeltaTable;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.dataset.Expectation.Violation;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.stream.EventSql;
import io.quarterdeck.loader.stream.OrderPipeline;
import io.quarterdeck.loader.stream.OrderQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * Adds rows of bronze to silver or to quarantine. Each of both tables changes in one commit,
 * quarantine first. An event that its table already has is not added again. Therefore the same rows
 * again change nothing, and an event that was sent twice is added once, however late its second
 * copy arrives (decision 111).
 *
 * @param views the queries
 * @param run the id of the run
 */
record SilverBatch(OrderViews views, String run) {
  /** The time at which silver got the event. */
  static final String MERGED = "_merged";

  /**
   * What a batch changed.
   *
   * @param events the number of events
   * @param quarantined the number of events that violate a rule
   */
  record Merged(long events, long quarantined) {}

  private LakeRoot lake() {
    return views.lake();
  }

  private OrderPipeline pipeline() {
    return views.pipeline();
  }

  /** Returns the path of the table of events. */
  String table() {
    return lake().at(OrderQuery.RETAIL_ORDERS.path());
  }

  /** Creates the tables, if they do not exist yet. */
  void createTables() {
    lake().create(views.bronze(), BronzeStream.SCHEMA);
    Dataset<Row> events = silver(views.parsed(lake().read(views.bronze())));
    lake().create(table(), nullable(events.schema()));
    lake().recordChanges(table());
    quarantine().create();
  }

  /**
   * Adds rows of bronze.
   *
   * @throws Failure if an event violates an expectation that refuses the micro-batch. Nothing is
   *     changed then
   */
  Merged merge(Dataset<Row> bronze) {
    Dataset<Row> parsed = views.parsed(bronze).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      return add(parsed);
    } finally {
      parsed.unpersist();
    }
  }

  /** Adds parsed events like {@link #merge}. The caller keeps them, because they are read again. */
  Merged add(Dataset<Row> parsed) {
    Merged counts = counts(parsed);
    if (counts.quarantined() > 0) {
      quarantine().add(rejected(parsed), run);
    }
    if (counts.events() > counts.quarantined()) {
      insert(silver(parsed));
    }
    return counts;
  }

  /**
   * Replaces the events that Event Hubs stored since a time. An event whose id an earlier event has
   * is not added.
   *
   * @param bronze the rows of bronze since then
   */
  Merged replace(Dataset<Row> bronze, Instant since) {
    Dataset<Row> parsed = views.parsed(bronze).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Merged counts = counts(parsed);
      quarantine().replace(rejected(parsed), since, run);
      String time = "timestamp'" + since + "'";
      Dataset<Row> earlier =
          lake().read(table()).where(EventSql.ENQUEUED + " < " + time).select(key());
      Dataset<Row> rows =
          silver(parsed)
              .join(
                  earlier.withColumnRenamed(key(), "_earlier"),
                  col(key()).equalTo(col("_earlier")),
                  "left_anti");
      lake()
          .change(
              () ->
                  rows.write()
                      .format("delta")
                      .mode("overwrite")
                      .option("replaceWhere", EventSql.ENQUEUED + " >= " + time)
                      .option("mergeSchema", "true")
                      .save(table()));
      return counts;
    } finally {
      parsed.unpersist();
    }
  }

  /** Adds events of {@link #silver} that silver does not have. */
  private void insert(Dataset<Row> events) {
    lake()
        .change(
            () ->
                DeltaTable.forPath(lake().session(), table())
                    .as("t")
                    .merge(events.as("s"), "t.`%1$s` = s.`%1$s`".formatted(key()))
                    .withSchemaEvolution()
                    .whenNotMatched()
                    .insertAll()
                    .execute());
  }

  private Dataset<Row> silver(Dataset<Row> parsed) {
    return views.events(parsed).withColumn(MERGED, current_timestamp());
  }

  private static Dataset<Row> rejected(Dataset<Row> parsed) {
    return parsed.where("NOT (" + EventSql.accepted() + ")");
  }

  OrderQuarantine quarantine() {
    return new OrderQuarantine(lake());
  }

  private String key() {
    return pipeline().orders().key();
  }

  private Merged counts(Dataset<Row> parsed) {
    List<EventSql.Rule> strict =
        new EventSql(pipeline().orders())
            .rules().stream().filter(rule -> rule.otherwise() == Violation.FAIL).toList();
    List<Column> columns = new ArrayList<>();
    columns.add(count_if(expr("NOT (" + EventSql.accepted() + ")")));
    strict.forEach(
        rule -> columns.add(count_if(array_contains(col(EventSql.VIOLATED), rule.name()))));
    Row row = parsed.agg(count_if(expr("true")), columns.toArray(Column[]::new)).head();
    for (int i = 0; i < strict.size(); i++) {
      if (row.getLong(2 + i) > 0) {
        throw Failure.of(
            "Cannot add events to silver: found %d events that violate '%s' (%s); expected none."
                + " Silver was not changed. Correct the producer or the expectation, then run the"
                + " job again.",
            row.getLong(2 + i), strict.get(i).name(), strict.get(i).that());
      }
    }
    return new Merged(row.getLong(0), row.getLong(1));
  }

  private static StructType nullable(StructType schema) {
    StructType nullable = new StructType();
    for (StructField field : schema.fields()) {
      nullable = nullable.add(field.name(), field.dataType());
    }
    return nullable;
  }
}
