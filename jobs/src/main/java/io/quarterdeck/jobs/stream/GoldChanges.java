package io.quarterdeck.jobs.stream;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.min;

import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.dataset.LakeDataset;
import io.quarterdeck.loader.stream.EventSql;
import io.quarterdeck.loader.stream.OrderQuery;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Finds the rows of the tables after the events that the changes since the last computation change
 * (decision 129).
 *
 * <ul>
 *   <li>The new events are in the change data feed of silver (Delta Lake, "Change data feed"). An
 *       event changes the rows of the day on which its order was placed. If it is earlier than all
 *       other events of its order, the order moves to the day of the event, so the rows of both
 *       days change.
 *   <li>A new copy of the stores or products changes the lines of the events since the first day on
 *       which the history differs.
 * </ul>
 *
 * @param views the queries
 * @param before the state after the last computation
 * @param sources the current versions of the sources
 */
record GoldChanges(OrderViews views, GoldState before, Map<String, Long> sources) {
  private static final String ORDER = "order_id";

  /** The condition and the size of more days would exceed those of a complete computation. */
  private static final int MOST_DAYS = 31;

  private LakeRoot lake() {
    return views.lake();
  }

  /**
   * Returns the rows to compute; empty if the sources have the same rows as before.
   *
   * @param kept receives datasets to release after the computation
   */
  Optional<ComputedRows> rows(List<Dataset<Row>> kept) {
    String events = OrderQuery.RETAIL_ORDERS.path();
    Dataset<Row> silver = lake().read(lake().at(events), sources.get(events));
    Dataset<Row> feed = keep(feed(silver), kept);
    if (!feed.where("_change_type <> 'insert'").isEmpty()) {
      return Optional.of(new ComputedRows.All(silver, "events of silver were replaced"));
    }
    Dataset<Row> orders = keep(feed.groupBy(ORDER).agg(min("occurred_at").as("first")), kept);
    // Without the version, Spark would read the rows that the computation writes.
    String path = OrderQuery.RETAIL_ORDER_STATE.path();
    Dataset<Row> state = lake().read(lake().at(path), before.tables().get(path));
    DaySet placed = placed(orders, state);
    if (placed.isEmpty()) {
      return Optional.empty();
    }
    DaySet arrived = days(feed.selectExpr("CAST(" + EventSql.ENQUEUED + " AS DATE) AS day"));
    if (placed.days().size() > MOST_DAYS || arrived.days().size() > MOST_DAYS) {
      return Optional.of(new ComputedRows.All(silver, "more than " + MOST_DAYS + " days changed"));
    }
    return Optional.of(
        new ComputedRows.Days(
            placed,
            arrived,
            keep(events(silver, orders, state, placed), kept),
            silver.where(arrived.condition(EventSql.ENQUEUED, ComputedRows.TIME))));
  }

  /** Returns the new events of silver. */
  private Dataset<Row> feed(Dataset<Row> silver) {
    String events = OrderQuery.RETAIL_ORDERS.path();
    long last = before.sources().get(events);
    return last == sources.get(events)
        ? silver
            .where("false")
            .selectExpr(ORDER, "occurred_at", EventSql.ENQUEUED, "'insert' AS _change_type")
        : lake()
            .session()
            .read()
            .format("delta")
            .option("readChangeFeed", "true")
            .option("startingVersion", last + 1)
            .option("endingVersion", sources.get(events))
            .load(lake().at(events))
            .select(ORDER, "occurred_at", EventSql.ENQUEUED, "_change_type");
  }

  private static Dataset<Row> keep(Dataset<Row> rows, List<Dataset<Row>> kept) {
    Dataset<Row> persisted = rows.persist(StorageLevel.MEMORY_AND_DISK());
    kept.add(persisted);
    return persisted;
  }

  /** Returns the days on which the changed orders were placed, before and after the changes. */
  private DaySet placed(Dataset<Row> orders, Dataset<Row> state) {
    Dataset<Row> days =
        orders
            .join(state.select(ORDER, "placed_at"), new String[] {ORDER}, "left")
            .selectExpr(
                "explode(array(CAST(placed_at AS DATE), CAST(least(placed_at, first) AS DATE)))"
                    + " AS day");
    Optional<LocalDate> since = firstChangedDay();
    return days(
        since.isEmpty()
            ? days
            : days.union(
                state
                    .where("changed_at >= timestamp'" + since.get() + "T00:00:00Z'")
                    .selectExpr("CAST(placed_at AS DATE) AS day")));
  }

  private Optional<LocalDate> firstChangedDay() {
    return Stream.of(views.pipeline().stores(), views.pipeline().products())
        .flatMap(dataset -> firstChangedDay(dataset).stream())
        .min(LocalDate::compareTo);
  }

  /**
   * Returns the first day on which a history differs from the one of the last computation. Each run
   * of the job writes its copy again, so the versions differ although the rows do not.
   */
  private Optional<LocalDate> firstChangedDay(LakeDataset dataset) {
    long last = before.sources().get(dataset.name());
    long now = sources.get(dataset.name());
    return last == now
        ? Optional.empty()
        : OrderViews.firstDifference(views.history(dataset, last), views.history(dataset, now));
  }

  private static DaySet days(Dataset<Row> rows) {
    return DaySet.of(
        rows.where("day IS NOT NULL").distinct().as(Encoders.LOCALDATE()).collectAsList());
  }

  /**
   * Returns all events of all orders that were placed on these days, before or after the changes.
   * No event of them is earlier than the first day, because an order is placed with its earliest
   * event.
   */
  private static Dataset<Row> events(
      Dataset<Row> silver, Dataset<Row> orders, Dataset<Row> state, DaySet placed) {
    Dataset<Row> all =
        state
            .where(placed.condition("placed_at", ComputedRows.TIME))
            .select(ORDER)
            .union(orders.select(ORDER))
            .withColumnRenamed(ORDER, "_order");
    return silver
        .where(placed.fromFirst("occurred_at"))
        .join(all, col(ORDER).equalTo(col("_order")), "left_semi");
  }
}
