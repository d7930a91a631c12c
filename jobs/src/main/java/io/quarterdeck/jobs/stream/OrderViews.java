package io.quarterdeck.jobs.stream;

import io.quarterdeck.contract.StreamName;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.dataset.LakeDataset;
import io.quarterdeck.loader.stream.EventSql;
import io.quarterdeck.loader.stream.OrderPipeline;
import io.quarterdeck.loader.stream.OrderQuery;
import io.quarterdeck.loader.stream.SnapshotSql;
import java.util.List;
import org.apache.spark.sql.Dataset;
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
    history(OrderPipeline.STORES, pipeline.stores());
    history(OrderPipeline.PRODUCTS, pipeline.products());
  }

  private void history(String name, LakeDataset dataset) {
    String bronze = lake.bronze(dataset.name());
    Dataset<Row> copies =
        lake.exists(bronze)
            ? lake.read(bronze)
            : lake.session().createDataFrame(List.<Row>of(), texts(dataset));
    copies.createOrReplaceTempView(name + "_copies");
    lake.session()
        .sql(new SnapshotSql(dataset).history(name + "_copies"))
        .createOrReplaceTempView(name);
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
