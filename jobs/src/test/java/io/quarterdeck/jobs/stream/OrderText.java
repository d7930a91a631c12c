package io.quarterdeck.jobs.stream;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Builds events of orders as the producer writes them. */
final class OrderText {
  private OrderText() {}

  /**
   * An event with lines.
   *
   * @param lines each as PRODUCT QUANTITY PRICE
   */
  static String order(
      String event,
      String type,
      Instant at,
      String order,
      int version,
      int store,
      String... lines) {
    List<String> json = new ArrayList<>();
    BigDecimal amount = BigDecimal.ZERO;
    for (String line : lines) {
      String[] parts = line.split(" ", -1);
      json.add(
          "{\"line\":%d,\"product_id\":%s,\"quantity\":%s,\"unit_price\":%s}"
              .formatted(json.size() + 1, parts[0], parts[1], parts[2]));
      amount = amount.add(new BigDecimal(parts[1]).multiply(new BigDecimal(parts[2])));
    }
    return """
        {"event_id":"%s","event_type":"%s","occurred_at":"%s","order_id":"%s","version":%d,\
        "store_id":%d,"customer":{"customer_id":7,"segment":"private"},\
        "payment":{"method":"card","currency":"EUR","amount":%s},"lines":[%s]}"""
        .formatted(event, type, at, order, version, store, amount, String.join(",", json));
  }

  static String placed(String event, Instant at, String order, String... lines) {
    return order(event, "placed", at, order, 1, 1, lines);
  }

  static String changed(String event, Instant at, String order, int version, String... lines) {
    return order(event, "changed", at, order, version, 1, lines);
  }

  static String cancelled(String event, Instant at, String order, int version) {
    return """
        {"event_id":"%s","event_type":"cancelled","occurred_at":"%s","order_id":"%s",\
        "version":%d,"store_id":1,"reason":"customer"}"""
        .formatted(event, at, order, version);
  }
}
