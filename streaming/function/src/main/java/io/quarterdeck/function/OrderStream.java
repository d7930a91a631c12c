package io.quarterdeck.function;

import io.quarterdeck.function.OrderEvent.Details;
import io.quarterdeck.function.OrderEvent.Kind;
import io.quarterdeck.function.OrderEvent.Line;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Generates events of orders. The same seed and the same times give the same events. Of ten events,
 * about seven place an order, two change an order, and one cancels an order. Not thread-safe.
 */
final class OrderStream {
  /** The stores and products that the batch files of the system describe. */
  static final int STORES = 20;

  static final int PRODUCTS = 200;

  private static final int MOST_OPEN = 500;
  private static final int MOST_LINES = 5;
  private static final int CUSTOMERS = 100_000;
  private static final List<String> SEGMENTS = List.of("private", "business", "staff");
  private static final List<String> METHODS = List.of("card", "invoice", "voucher");
  private static final List<String> REASONS =
      List.of("customer", "out of stock", "payment refused");

  /** An order that can still change. */
  private record Open(String orderId, int version, int storeId) {}

  private final SplittableRandom random;
  private final List<Open> open = new ArrayList<>();

  OrderStream(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Returns the next event. */
  OrderEvent next(Instant occurredAt) {
    int dice = random.nextInt(10);
    if (dice < 7 || open.isEmpty()) {
      return placed(occurredAt);
    }
    int index = random.nextInt(open.size());
    Open before = open.get(index);
    Open after = new Open(before.orderId(), before.version() + 1, before.storeId());
    if (dice < 9) {
      open.set(index, after);
      return event(after, Kind.CHANGED, occurredAt, Optional.of(details()), Optional.empty());
    }
    open.remove(index);
    return event(after, Kind.CANCELLED, occurredAt, Optional.empty(), Optional.of(one(REASONS)));
  }

  private OrderEvent placed(Instant occurredAt) {
    Open placed = new Open(id().toString(), 1, 1 + random.nextInt(STORES));
    if (open.size() < MOST_OPEN) {
      open.add(placed);
    } else {
      open.set(random.nextInt(MOST_OPEN), placed);
    }
    return event(placed, Kind.PLACED, occurredAt, Optional.of(details()), Optional.empty());
  }

  private OrderEvent event(
      Open order,
      Kind kind,
      Instant occurredAt,
      Optional<Details> details,
      Optional<String> reason) {
    return new OrderEvent(
        id().toString(),
        kind,
        occurredAt,
        order.orderId(),
        order.version(),
        order.storeId(),
        details,
        reason);
  }

  private Details details() {
    List<Line> lines = new ArrayList<>();
    int count = 1 + random.nextInt(MOST_LINES);
    for (int i = 0; i < count; i++) {
      lines.add(
          new Line(
              1 + random.nextInt(PRODUCTS),
              1 + random.nextInt(9),
              BigDecimal.valueOf(100 + random.nextInt(20_000), 2)));
    }
    return new Details(
        1 + random.nextInt(CUSTOMERS), one(SEGMENTS), one(METHODS), List.copyOf(lines));
  }

  private String one(List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private UUID id() {
    return new UUID(random.nextLong(), random.nextLong());
  }
}
