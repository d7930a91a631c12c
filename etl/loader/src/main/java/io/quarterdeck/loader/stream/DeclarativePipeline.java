package io.quarterdeck.loader.stream;

import io.quarterdeck.loader.dataset.Expectation.Violation;
import io.quarterdeck.loader.dataset.LakeDataset;
import java.util.stream.Collectors;

/**
 * The tables of the streaming system as the source file of a declarative pipeline. Bronze is
 * written by the job, so the pipeline reads it by its path. Sources: Azure Databricks, "CREATE
 * STREAMING TABLE (pipelines)", "AUTO CDC INTO (pipelines)", "CREATE MATERIALIZED VIEW
 * (pipelines)".
 *
 * @param pipeline the datasets and queries
 * @param lake the container of the tables, as {@code abfss://CONTAINER@HOST}, or a reference to it
 */
record DeclarativePipeline(OrderPipeline pipeline, String lake) {
  private static final String END = ";\n\n";

  String text() {
    EventSql events = new EventSql(pipeline.orders());
    StringBuilder text =
        new StringBuilder("-- Generated from streaming/pipelines: do not edit it.\n\n");
    text.append("CREATE TEMPORARY VIEW ")
        .append(OrderPipeline.PARSED)
        .append(" AS\n")
        .append(events.parsed("STREAM(delta.`" + lake + "/bronze/retail-orders`)"))
        .append(END);
    text.append(accepted(events)).append(END);
    text.append(quarantine()).append(END);
    text.append(orders(events)).append(END);
    text.append(history(OrderPipeline.STORES, pipeline.stores())).append(END);
    text.append(history(OrderPipeline.PRODUCTS, pipeline.products())).append(END);
    for (OrderQuery query : OrderQuery.values()) {
      if (query != OrderQuery.RETAIL_ORDERS) {
        text.append("CREATE OR REFRESH MATERIALIZED VIEW ")
            .append(query.queryName())
            .append(" AS\n")
            .append(pipeline.query(query))
            .append(END);
      }
    }
    return text.toString().stripTrailing() + "\n";
  }

  private static String accepted(EventSql events) {
    String constraints =
        events.rules().stream()
            .map(
                rule ->
                    "  CONSTRAINT %s EXPECT (coalesce((%s), false)) ON VIOLATION %s"
                        .formatted(
                            SqlText.name(rule.name()),
                            rule.that(),
                            rule.otherwise() == Violation.FAIL ? "FAIL UPDATE" : "DROP ROW"))
            .collect(Collectors.joining(",\n"));
    return "CREATE OR REFRESH PRIVATE STREAMING TABLE %s (\n%s\n) AS\nSELECT * FROM STREAM(%s)"
        .formatted(OrderPipeline.ACCEPTED, constraints, OrderPipeline.PARSED);
  }

  /** The events that the constraints drop. */
  private static String quarantine() {
    return """
        CREATE OR REFRESH STREAMING TABLE quarantine_%s AS
        SELECT
          _topic AS topic,
          _partition AS partition,
          _offset AS offset,
          CASE WHEN size(%2$s) > 0 THEN %3$s ELSE %4$s[0] END AS rule,
          concat_ws('; ', %2$s, %4$s) AS reason,
          %5$s AS payload,
          %6$s AS enqueued,
          current_timestamp() AS quarantined
        FROM STREAM(%7$s)
        WHERE NOT (%8$s)"""
        .formatted(
            OrderQuery.RETAIL_ORDERS.queryName(),
            EventSql.PROBLEMS,
            SqlText.literal(EventSql.RULE),
            EventSql.VIOLATED,
            EventSql.PAYLOAD,
            EventSql.ENQUEUED,
            OrderPipeline.PARSED,
            EventSql.accepted());
  }

  /** Of several events with the same id, the one that Event Hubs stored first is kept. */
  private String orders(EventSql events) {
    String view = "unique_" + OrderPipeline.ACCEPTED;
    String query =
        pipeline
            .query(OrderQuery.RETAIL_ORDERS)
            .replace(
                "FROM " + OrderPipeline.ACCEPTED, "FROM STREAM(" + OrderPipeline.ACCEPTED + ")");
    return """
        CREATE TEMPORARY VIEW %1$s AS
        %2$s;

        CREATE OR REFRESH STREAMING TABLE %3$s;

        CREATE FLOW %3$s_once AS AUTO CDC INTO %3$s
        FROM STREAM(%1$s)
        KEYS (%4$s)
        SEQUENCE BY struct(-unix_micros(%5$s), -_partition, -_offset)
        STORED AS SCD TYPE 1"""
        .formatted(
            view,
            query,
            OrderQuery.RETAIL_ORDERS.queryName(),
            SqlText.name(events.dataset().key()),
            EventSql.ENQUEUED);
  }

  private String history(String name, LakeDataset dataset) {
    return "CREATE OR REFRESH MATERIALIZED VIEW %s AS\n%s"
        .formatted(
            name,
            new SnapshotSql(dataset).history("delta.`" + lake + "/bronze/" + dataset.name() + "`"));
  }
}
