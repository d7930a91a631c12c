package io.quarterdeck.jobs.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarterdeck.contract.StreamName;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.dataset.LakeDataset;
import io.quarterdeck.loader.stream.OrderQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Computes the tables after the events: the state and the lines of the orders, and gold. Each table
 * changes in one commit. A table depends only on silver and on the batch data, so a computation
 * that was killed is repeated with the same result.
 *
 * @param views the queries
 */
record MaterializedViews(OrderViews views) {
  private static final ObjectMapper JSON = new ObjectMapper();

  private LakeRoot lake() {
    return views.lake();
  }

  /**
   * Computes the tables, unless they already contain the current events and batch data.
   *
   * @return whether the tables were computed
   */
  boolean refresh() {
    String wish = sources();
    if (lake().text(StreamName.GOLD_STATE.streamName()).filter(wish::equals).isPresent()) {
      return false;
    }
    views.show(OrderQuery.RETAIL_ORDERS, lake().read(lake().at(OrderQuery.RETAIL_ORDERS.path())));
    views.showHistory();
    List<Dataset<Row>> kept = new ArrayList<>();
    try {
      for (OrderQuery query : derived()) {
        // The tables after it read these rows again.
        Dataset<Row> rows = views.compute(query).persist(StorageLevel.MEMORY_AND_DISK());
        kept.add(rows);
        replace(lake().at(query.path()), rows);
        views.show(query, rows);
      }
    } finally {
      kept.forEach(Dataset::unpersist);
    }
    lake().write(StreamName.GOLD_STATE.streamName(), wish);
    return true;
  }

  private void replace(String path, Dataset<Row> rows) {
    lake()
        .change(
            () ->
                rows.write()
                    .format("delta")
                    .mode("overwrite")
                    .option("overwriteSchema", "true")
                    .save(path));
  }

  /** Returns the queries after the events, in their order. */
  static List<OrderQuery> derived() {
    return Stream.of(OrderQuery.values())
        .filter(query -> query != OrderQuery.RETAIL_ORDERS)
        .toList();
  }

  /** Returns a text that changes if a source or a query changes. */
  private String sources() {
    Map<String, Long> versions = new TreeMap<>();
    versions.put(OrderQuery.RETAIL_ORDERS.path(), version(OrderQuery.RETAIL_ORDERS.path()));
    for (LakeDataset dataset : List.of(views.pipeline().stores(), views.pipeline().products())) {
      versions.put(dataset.name(), version("bronze/" + dataset.name()));
    }
    versions.put("queries", (long) new TreeMap<>(views.pipeline().queries()).toString().hashCode());
    try {
      return JSON.writeValueAsString(versions);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private long version(String path) {
    String table = lake().at(path);
    return lake().exists(table) ? lake().version(table) : -1;
  }
}
