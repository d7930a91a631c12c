package io.quarterdeck.jobs.stream;

import io.quarterdeck.contract.StreamName;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.stream.EventSql;
import io.quarterdeck.loader.stream.OrderQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Writes the CSV files for readers that cannot read Delta tables: the counts and latencies of the
 * stream, and the sales by hour.
 */
record StreamSummary(LakeRoot lake) {
  private static final String END = "\r\n";

  /**
   * Writes the files.
   *
   * @param begun when the run began; its events are those that silver got since then
   * @param published when gold contained these events
   */
  void write(Instant begun, Instant published) {
    Map<String, String> metrics = metrics(begun, published);
    StringBuilder csv = new StringBuilder("metric,value" + END);
    metrics.forEach((name, value) -> csv.append(name).append(',').append(value).append(END));
    lake.write(StreamName.SUMMARY_CSV.streamName(), csv.toString());
    lake.write(StreamName.SALES_CSV.streamName(), sales());
  }

  private Dataset<Row> table(OrderQuery query) {
    return lake.read(lake.at(query.path()));
  }

  private Map<String, String> metrics(Instant begun, Instant published) {
    String dataset = StreamName.ORDERS.streamName();
    long arrived = lake.read(lake.bronze(dataset)).count();
    long quarantined = lake.read(lake.quarantine(dataset)).where("replayed is null").count();
    Row events = events(begun, published);
    Row totals =
        table(OrderQuery.LATE_SHARE)
            .selectExpr("coalesce(sum(events), 0L)", "coalesce(sum(late), 0L)")
            .head();
    Row orders =
        table(OrderQuery.CANCELLATIONS)
            .selectExpr("coalesce(sum(orders), 0L)", "coalesce(sum(cancelled), 0L)")
            .head();
    Map<String, String> metrics = new LinkedHashMap<>();
    metrics.put("events", Long.toString(arrived));
    metrics.put("accepted", Long.toString(totals.getLong(0)));
    metrics.put("duplicates", Long.toString(arrived - totals.getLong(0) - quarantined));
    metrics.put("late", Long.toString(totals.getLong(1)));
    metrics.put("quarantined", Long.toString(quarantined));
    metrics.put("orders", Long.toString(orders.getLong(0)));
    metrics.put("cancelled", Long.toString(orders.getLong(1)));
    metrics.put("run_events", Long.toString(events.getLong(0)));
    metrics.put(
        "run_seconds", Long.toString(Math.max(1, Duration.between(begun, published).toSeconds())));
    metrics.put("published", published.toString());
    put(metrics, "silver", events, 1);
    put(metrics, "gold", events, 2);
    return metrics;
  }

  /**
   * Returns the events of the run. The latency is the time from the moment when Event Hubs stored
   * an event. The statistics of the files show which files have no events of the run, so the time
   * of this query does not depend on the number of all events.
   */
  private Row events(Instant begun, Instant published) {
    String enqueued = "unix_millis(" + EventSql.ENQUEUED + ")";
    return table(OrderQuery.RETAIL_ORDERS)
        .where(SilverBatch.MERGED + " >= timestamp'" + begun + "'")
        .selectExpr(
            "count(*)",
            percentiles("unix_millis(" + SilverBatch.MERGED + ") - " + enqueued),
            percentiles(published.toEpochMilli() + " - " + enqueued))
        .head();
  }

  private static String percentiles(String milliseconds) {
    return "percentile_approx(" + milliseconds + ", array(0.5, 0.95, 0.99))";
  }

  private static void put(Map<String, String> metrics, String layer, Row row, int column) {
    if (!row.isNullAt(column)) {
      List<Long> values = row.getList(column);
      metrics.put("event_to_" + layer + "_p50_ms", Long.toString(values.get(0)));
      metrics.put("event_to_" + layer + "_p95_ms", Long.toString(values.get(1)));
      metrics.put("event_to_" + layer + "_p99_ms", Long.toString(values.get(2)));
    }
  }

  private String sales() {
    StringBuilder csv = new StringBuilder("hour,currency,orders,lines,quantity,amount" + END);
    for (Row row :
        table(OrderQuery.SALES_BY_HOUR)
            .selectExpr(
                "date_format(hour, \"yyyy-MM-dd'T'HH:mm:ss'Z'\")",
                "currency",
                "orders",
                "lines",
                "quantity",
                "amount")
            .orderBy("hour", "currency")
            .collectAsList()) {
      csv.append(row.mkString(",")).append(END);
    }
    return csv.toString();
  }
}
