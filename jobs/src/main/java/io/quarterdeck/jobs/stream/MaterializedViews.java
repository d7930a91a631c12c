package io.quarterdeck.jobs.stream;

import static org.apache.spark.sql.functions.col;

import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.dataset.LakeDataset;
import io.quarterdeck.loader.stream.OrderQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Computes the tables after the events: the state and the lines of the orders, and gold. Each table
 * changes in one commit. After the first computation, only the rows of the days that changed are
 * computed, with the same queries (decision 129).
 *
 * <p>A table depends only on silver and on the batch data. If a computation is killed, the versions
 * of its tables are not those of the last complete one, so the next computation computes all rows.
 *
 * @param views the queries
 */
record MaterializedViews(OrderViews views) {
  /**
   * The change data feed reads files that the maintenance deletes after seven days. One day is left
   * for the computation.
   */
  private static final Duration OLDEST_STATE = Duration.ofDays(6);

  /** Limits the size of a file, which is rewritten if a row of it is replaced. */
  private static final long MOST_ROWS = 500_000;

  /** The source that is the text of the queries, which has no version. */
  private static final String QUERIES = "queries";

  private LakeRoot lake() {
    return views.lake();
  }

  /**
   * Computes the tables, unless they already contain the current events and batch data.
   *
   * @return what was computed, in words; empty if nothing was
   */
  Optional<String> refresh() {
    Instant now = Instant.now();
    Map<String, Long> sources = sources();
    Optional<GoldState> before = GoldState.read(lake());
    if (before.filter(state -> state.sources().equals(sources)).isPresent()) {
      return Optional.empty();
    }
    List<Dataset<Row>> kept = new ArrayList<>();
    try {
      Optional<ComputedRows> rows = rows(before, sources, now, kept);
      rows.ifPresent(computed -> compute(computed, kept));
      new GoldState(sources, versions(), now).write(lake());
      return rows.map(ComputedRows::words);
    } finally {
      kept.forEach(Dataset::unpersist);
    }
  }

  /** Decides which rows to compute. */
  private Optional<ComputedRows> rows(
      Optional<GoldState> before, Map<String, Long> sources, Instant now, List<Dataset<Row>> kept) {
    String events = OrderQuery.RETAIL_ORDERS.path();
    Optional<String> reason =
        before
            .map(state -> reason(state, sources, now))
            .orElse(Optional.of("there is no complete earlier computation"));
    if (reason.isPresent()) {
      Dataset<Row> silver = lake().read(lake().at(events), sources.get(events));
      return Optional.of(new ComputedRows.All(silver, reason.get()));
    }
    return new GoldChanges(views, before.orElseThrow(), sources).rows(kept);
  }

  /** Returns why all rows must be computed, if they must. */
  private Optional<String> reason(GoldState before, Map<String, Long> sources, Instant now) {
    if (!Objects.equals(before.sources().get(QUERIES), sources.get(QUERIES))) {
      return Optional.of("the queries changed");
    }
    if (before.computed().plus(OLDEST_STATE).isBefore(now)) {
      return Optional.of("the last computation is older than 6 days");
    }
    return before.tables().equals(versions())
        ? Optional.empty()
        : Optional.of("the tables changed after the last complete computation");
  }

  private void compute(ComputedRows computed, List<Dataset<Row>> kept) {
    views.showHistory();
    for (OrderQuery query : computed.queries()) {
      views.show(OrderQuery.RETAIL_ORDERS, computed.events(query));
      // The tables after it read these rows again.
      Dataset<Row> rows = views.compute(query).persist(StorageLevel.MEMORY_AND_DISK());
      kept.add(rows);
      replace(query, rows, computed.replaced(query));
      views.show(query, rows);
    }
  }

  private void replace(OrderQuery query, Dataset<Row> rows, Optional<String> replaced) {
    DataFrameWriter<Row> writer =
        inOrder(query, rows)
            .write()
            .format("delta")
            .mode("overwrite")
            .option("maxRecordsPerFile", MOST_ROWS);
    replaced.ifPresentOrElse(
        condition -> writer.option("replaceWhere", condition),
        () -> writer.option("overwriteSchema", "true"));
    lake().change(() -> writer.save(lake().at(query.path())));
  }

  /** In large tables, each file has the rows of few days, so few files are rewritten for a day. */
  private static Dataset<Row> inOrder(OrderQuery query, Dataset<Row> rows) {
    return switch (query) {
      case RETAIL_ORDER_STATE, RETAIL_ORDER_LINES ->
          rows.repartitionByRange(col("placed_at")).sortWithinPartitions("placed_at");
      case RETAIL_ORDERS,
          SALES_BY_HOUR,
          SALES_BY_STORE,
          SALES_BY_PRODUCT,
          BASKET_SIZE,
          CANCELLATIONS,
          LATE_SHARE ->
          rows;
    };
  }

  private Map<String, Long> versions() {
    Map<String, Long> versions = new TreeMap<>();
    ComputedRows.derived().forEach(query -> versions.put(query.path(), version(query.path())));
    return versions;
  }

  /** Returns the versions of the sources, and a number that changes if a query changes. */
  private Map<String, Long> sources() {
    Map<String, Long> versions = new TreeMap<>();
    versions.put(OrderQuery.RETAIL_ORDERS.path(), version(OrderQuery.RETAIL_ORDERS.path()));
    for (LakeDataset dataset : List.of(views.pipeline().stores(), views.pipeline().products())) {
      versions.put(dataset.name(), version("bronze/" + dataset.name()));
    }
    versions.put(QUERIES, (long) new TreeMap<>(views.pipeline().queries()).toString().hashCode());
    return versions;
  }

  private long version(String path) {
    String table = lake().at(path);
    return lake().exists(table) ? lake().version(table) : OrderViews.NO_TABLE;
  }
}
