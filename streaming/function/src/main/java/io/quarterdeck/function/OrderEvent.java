package io.quarterdeck.function;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An event of the dataset {@code retail-orders}: streaming/datasets/retail-orders.yaml.
 *
 * @param eventId identifies the event
 * @param occurredAt when the event happened
 * @param version the number of the event within its order, from 1
 * @param details what was ordered; empty if the order was cancelled
 * @param reason why the order was cancelled
 */
record OrderEvent(
    String eventId,
    Kind kind,
    Instant occurredAt,
    String orderId,
    int version,
    int storeId,
    Optional<Details> details,
    Optional<String> reason) {
  private static final JsonFactory JSON = new JsonFactory();

  /** What happened to an order. */
  enum Kind {
    PLACED,
    CHANGED,
    CANCELLED
  }

  /** What was ordered, and who pays for it. */
  record Details(long customerId, String segment, String method, List<Line> lines) {
    /** Returns the sum of the lines. */
    BigDecimal amount() {
      return lines.stream()
          .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())))
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  /** One product of an order. The price has two decimals. */
  record Line(int productId, int quantity, BigDecimal unitPrice) {}

  /** Returns the event as a JSON object. */
  String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("event_id", eventId);
      json.writeStringField("event_type", kind.name().toLowerCase(Locale.ROOT));
      json.writeStringField("occurred_at", occurredAt.toString());
      json.writeStringField("order_id", orderId);
      json.writeNumberField("version", version);
      json.writeNumberField("store_id", storeId);
      if (details.isPresent()) {
        write(json, details.get());
      }
      if (reason.isPresent()) {
        json.writeStringField("reason", reason.get());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Details details) throws IOException {
    json.writeObjectFieldStart("customer");
    json.writeNumberField("customer_id", details.customerId());
    json.writeStringField("segment", details.segment());
    json.writeEndObject();
    json.writeObjectFieldStart("payment");
    json.writeStringField("method", details.method());
    json.writeStringField("currency", "EUR");
    json.writeNumberField("amount", details.amount());
    json.writeEndObject();
    json.writeArrayFieldStart("lines");
    int number = 0;
    for (Line line : details.lines()) {
      number++;
      json.writeStartObject();
      json.writeNumberField("line", number);
      json.writeNumberField("product_id", line.productId());
      json.writeNumberField("quantity", line.quantity());
      json.writeNumberField("unit_price", line.unitPrice());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
