package io.quarterdeck.jobs.stream;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.quarterdeck.contract.StreamName;
import io.quarterdeck.jobs.lake.DeltaSession;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.stream.EventSql;
import io.quarterdeck.loader.stream.OrderPipeline;
import io.quarterdeck.loader.stream.OrderQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Computes silver and gold from bronze as one batch, and compares them with the tables. The
 * fractions are those of {@code verify-common} of Azure's streaming-at-scale samples: lost,
 * duplicated and out-of-sequence events.
 */
public final class StreamVerifier {
  /** Counts a row for the computation, and against the table. */
  private static final String SIDE = "_side";

  private final LakeRoot lake;
  private final OrderViews views;

  public StreamVerifier(LakeRoot lake, OrderPipeline pipeline) {
    // The views have the names of the tables, so they must not be visible to other computations.
    this.lake = lake.with(DeltaSession.of(lake.session()));
    this.views = new OrderViews(this.lake, pipeline);
  }

  /** Computes and compares. Changes nothing. */
  public StreamVerdict verify() {
    Dataset<Row> bronze = lake.read(views.bronze());
    Dataset<Row> parsed = views.parsed(bronze).persist(StorageLevel.MEMORY_AND_DISK());
    try {
      Dataset<Row> expected = views.events(parsed).persist(StorageLevel.MEMORY_AND_DISK());
      try {
        return verify(bronze, parsed, expected);
      } finally {
        expected.unpersist();
      }
    } finally {
      parsed.unpersist();
    }
  }

  private StreamVerdict verify(Dataset<Row> bronze, Dataset<Row> parsed, Dataset<Row> expected) {
    Dataset<Row> silver = lake.read(lake.at(OrderQuery.RETAIL_ORDERS.path()));
    Dataset<Row> quarantine = lake.read(lake.quarantine(StreamName.ORDERS.streamName()));
    Dataset<Row> rejected =
        parsed
            .where("NOT (" + EventSql.accepted() + ")")
            .selectExpr("_topic AS topic", "_partition AS partition", "_offset AS offset");
    Dataset<Row> waiting =
        quarantine.where("replayed is null").select("topic", "partition", "offset");
    long events = bronze.count();
    long unique = expected.count();
    long quarantined = rejected.count();
    String key = views.pipeline().orders().key();
    Row positions =
        bronze
            .groupBy("topic", "partition")
            .agg(
                expr("max(offset) - min(offset) + 1").as("span"),
                expr("count(DISTINCT offset)").as("offsets"),
                expr("count(*)").as("rows"))
            .selectExpr("coalesce(sum(span - offsets), 0)", "coalesce(sum(rows - offsets), 0)")
            .head();
    long lost =
        expected.select(key).exceptAll(silver.select(key)).count()
            + rejected.exceptAll(waiting).count();
    long duplicated =
        positions.getLong(1)
            + silver.select(key).exceptAll(expected.select(key)).count()
            + waiting.exceptAll(rejected).count();
    return new StreamVerdict(
        events,
        unique,
        events - quarantined - unique,
        quarantined,
        positions.getLong(0),
        lost,
        duplicated,
        outOfSequence(expected),
        different(expected, silver));
  }

  private static long outOfSequence(Dataset<Row> expected) {
    return expected
        .selectExpr(
            "version < max(version) OVER (PARTITION BY order_id ORDER BY _enqueued, _partition,"
                + " _offset) AS after")
        .where("after")
        .count();
  }

  private List<String> different(Dataset<Row> expected, Dataset<Row> silver) {
    List<String> different = new ArrayList<>();
    compare(OrderQuery.RETAIL_ORDERS, expected, silver, different);
    views.show(OrderQuery.RETAIL_ORDERS, expected);
    views.showHistory();
    for (OrderQuery query : ComputedRows.derived()) {
      Dataset<Row> rows = views.compute(query);
      compare(query, rows, lake.read(lake.at(query.path())), different);
      views.show(query, rows);
    }
    return different;
  }

  /**
   * Compares the columns of the computation. Silver also has the time of the merge, and columns
   * that an earlier dataset file named.
   */
  private static void compare(
      OrderQuery query, Dataset<Row> expected, Dataset<Row> found, List<String> different) {
    Column[] columns =
        Arrays.stream(expected.columns()).map(name -> col("`" + name + "`")).toArray(Column[]::new);
    boolean equal =
        expected
            .withColumn(SIDE, lit(1))
            .unionByName(found.select(columns).withColumn(SIDE, lit(-1)))
            .groupBy(columns)
            .agg(sum(SIDE).as(SIDE))
            .where(SIDE + " <> 0")
            .isEmpty();
    if (!equal) {
      different.add(query.path());
    }
  }
}
