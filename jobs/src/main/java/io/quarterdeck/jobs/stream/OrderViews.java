package io.quarterdeck.jobs.stream;

import io.quarterdeck.contract.StreamName;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.dataset.LakeDataset;
import io.quarterdeck.loader.stream.EventSql;
import io.quarterdeck.loader.stream.OrderPipeline;
import io.quarterdeck.loader.stream.OrderQuery;
import io.quarterdeck.loader.stream.SnapshotSql;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Evaluates the queries of the pipeline with temporary views. The names of the views are those of
 * the session, so each computation needs a session of its own.
 *
 * @param lake the lake, with the session of the views
 * @param pipeline the queries
 */
record OrderViews(LakeRoot lake, OrderPipeline pipeline) {
  /** Stands for the version of a table that does not exist. */
  static final long NO_TABLE = -1;

  private static final String FROM = "valid_from";
  private static final String TO = "valid_to";

  /**
   * Returns the parsed events of rows of bronze.
   *
   * @param bronze rows of {@link BronzeStream#SCHEMA}
   */
  Dataset<Row> parsed(Dataset<Row> bronze) {
    bronze.createOrReplaceTempView(OrderPipeline.BRONZE);
    return lake.session().sql(pipeline.parsed());
  }

  /**
   * Returns the rows of the silver table of events, one for each event id.
   *
   * @param parsed the parsed events
   */
  Dataset<Row> events(Dataset<Row> parsed) {
    parsed.createOrReplaceTempView(OrderPipeline.PARSED);
    lake.session().sql(pipeline.accepted()).createOrReplaceTempView(OrderPipeline.ACCEPTED);
    return first(lake.session().sql(pipeline.query(OrderQuery.RETAIL_ORDERS)));
  }

  /** Of several events with the same id, the one that Event Hubs stored first is kept. */
  Dataset<Row> first(Dataset<Row> events) {
    return events
        .withColumn(
            "_rank",
            functions
                .row_number()
                .over(
                    Window.partitionBy(pipeline.orders().key())
                        .orderBy(EventSql.ENQUEUED, "_partition", "_offset")))
        .where("_rank = 1")
        .drop("_rank");
  }

  /** Makes the rows of a table visible to the queries after it. */
  void show(OrderQuery query, Dataset<Row> rows) {
    rows.createOrReplaceTempView(query.queryName());
  }

  /** Makes the history of the batch data visible to the queries. */
  void showHistory() {
    showHistory(OrderPipeline.STORES, pipeline.stores());
    showHistory(OrderPipeline.PRODUCTS, pipeline.products());
  }

  private void showHistory(String name, LakeDataset dataset) {
    String bronze = lake.bronze(dataset.name());
    history(dataset, lake.exists(bronze) ? lake.version(bronze) : NO_TABLE)
        .createOrReplaceTempView(name);
  }

  /**
   * Returns the history of batch data.
   *
   * @param version the version of the bronze table, or {@link #NO_TABLE}
   */
  Dataset<Row> history(LakeDataset dataset, long version) {
    Dataset<Row> copies =
        version == NO_TABLE
            ? lake.session().createDataFrame(List.<Row>of(), texts(dataset))
            : lake.read(lake.bronze(dataset.name()), version);
    String view = dataset.name().replace('-', '_') + "_copies";
    copies.createOrReplaceTempView(view);
    return lake.session().sql(new SnapshotSql(dataset).history(view));
  }

  /**
   * Returns the first day on which a key has other values; empty if the histories are equal.
   *
   * @param before a result of {@link #history}
   * @param after another result
   */
  static Optional<LocalDate> firstDifference(Dataset<Row> before, Dataset<Row> after) {
    String[] same =
        Stream.of(before.columns()).filter(name -> !name.equals(TO)).toArray(String[]::new);
    Column join =
        Stream.of(same)
            .map(name -> before.col(name).eqNullSafe(after.col(name)))
            .reduce(Column::and)
            .orElseThrow();
    return before
        .join(after, join, "full_outer")
        .where(functions.not(before.col(TO).eqNullSafe(after.col(TO))))
        .select(
            functions.min(
                // Both rows exist, and one of them ends earlier; or one of them does not exist.
                functions
                    .when(before.col(TO).isNull(), after.col(FROM))
                    .when(after.col(TO).isNull(), before.col(FROM))
                    .otherwise(functions.least(before.col(TO), after.col(TO)))))
        .as(Encoders.LOCALDATE())
        .collectAsList()
        .stream()
        .filter(Objects::nonNull)
        .findFirst();
  }

  private static StructType texts(LakeDataset dataset) {
    StructType schema = new StructType().add("_day", DataTypes.DateType);
    for (var column : dataset.columns()) {
      schema = schema.add(column.source(), DataTypes.StringType);
    }
    return schema;
  }

  /** Returns the result of a query. */
  Dataset<Row> compute(OrderQuery query) {
    return lake.session().sql(pipeline.query(query));
  }

  /** Returns the path of bronze. */
  String bronze() {
    return lake.bronze(StreamName.ORDERS.streamName());
  }
}
