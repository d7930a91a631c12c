package io.quarterdeck.loader.stream;

import java.util.Locale;

/**
 * The queries in {@code streaming/pipelines}, in the order in which they are computed: each one
 * reads only tables of the earlier ones.
 */
public enum OrderQuery {
  /** The events; each batch of new events is added. */
  RETAIL_ORDERS("silver/retail-orders"),
  /** The current state of each order. */
  RETAIL_ORDER_STATE("silver/retail-order-state"),
  /** The lines of the orders. */
  RETAIL_ORDER_LINES("silver/retail-order-lines"),
  SALES_BY_HOUR("gold/sales_by_hour"),
  SALES_BY_STORE("gold/sales_by_store"),
  SALES_BY_PRODUCT("gold/sales_by_product"),
  BASKET_SIZE("gold/basket_size"),
  CANCELLATIONS("gold/cancellations"),
  LATE_SHARE("gold/late_share");

  private final String path;

  OrderQuery(String path) {
    this.path = path;
  }

  /** Returns the path of the table in the container of the tables. */
  public String path() {
    return path;
  }

  /** Returns the name of the file without {@code .sql}, which is the name of the table in SQL. */
  public String queryName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
