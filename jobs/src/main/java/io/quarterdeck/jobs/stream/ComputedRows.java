package io.quarterdeck.jobs.stream;

import io.quarterdeck.loader.stream.OrderQuery;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Which rows of the tables after the events are computed. */
sealed interface ComputedRows {
  /** The type of a time. */
  DataType TIME = DataTypes.TimestampType;

  /** Returns the queries whose tables change, in their order. */
  List<OrderQuery> queries();

  /** Returns the events that a query reads. */
  Dataset<Row> events(OrderQuery query);

  /**
   * Returns the condition on the rows of a table that are replaced; empty if these are all rows.
   */
  Optional<String> replaced(OrderQuery query);

  /** Returns what is computed, in words. */
  String words();

  /** Returns the queries after the events, in their order. */
  static List<OrderQuery> derived() {
    return Stream.of(OrderQuery.values())
        .filter(query -> query != OrderQuery.RETAIL_ORDERS)
        .toList();
  }

  /**
   * All rows.
   *
   * @param silver the events
   * @param reason why the rows of some days are not sufficient
   */
  record All(Dataset<Row> silver, String reason) implements ComputedRows {
    @Override
    public List<OrderQuery> queries() {
      return derived();
    }

    @Override
    public Dataset<Row> events(OrderQuery query) {
      return silver;
    }

    @Override
    public Optional<String> replaced(OrderQuery query) {
      return Optional.empty();
    }

    @Override
    public String words() {
      return "Gold: computed all days, because " + reason + ".";
    }
  }

  /**
   * The rows of some days. A row belongs to the day on which its orders were placed, or, in {@link
   * OrderQuery#LATE_SHARE}, on which its events arrived.
   *
   * @param placed the days of orders
   * @param arrived the days of arrivals; empty if no events arrived
   * @param ofOrders all events of all orders that were placed on one of the days
   * @param ofArrivals all events that arrived on one of the days
   */
  record Days(DaySet placed, DaySet arrived, Dataset<Row> ofOrders, Dataset<Row> ofArrivals)
      implements ComputedRows {
    @Override
    public List<OrderQuery> queries() {
      return derived().stream()
          .filter(query -> query != OrderQuery.LATE_SHARE || !arrived.isEmpty())
          .toList();
    }

    @Override
    public Dataset<Row> events(OrderQuery query) {
      return query == OrderQuery.LATE_SHARE ? ofArrivals : ofOrders;
    }

    @Override
    public Optional<String> replaced(OrderQuery query) {
      return Optional.of(
          switch (query) {
            case RETAIL_ORDERS -> throw new IllegalArgumentException("Silver adds its events");
            case RETAIL_ORDER_STATE, RETAIL_ORDER_LINES -> placed.condition("placed_at", TIME);
            case SALES_BY_HOUR -> placed.condition("hour", TIME);
            case SALES_BY_STORE, SALES_BY_PRODUCT, BASKET_SIZE, CANCELLATIONS ->
                placed.condition("day", DataTypes.DateType);
            case LATE_SHARE -> arrived.condition("day", DataTypes.DateType);
          });
    }

    @Override
    public String words() {
      return "Gold: computed %s.".formatted(placed.words());
    }
  }
}
