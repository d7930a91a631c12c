package io.quarterdeck.jobs.stream;

import static io.quarterdeck.jobs.stream.OrderText.placed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.jobs.lake.DeltaSession;
import io.quarterdeck.jobs.lake.LakeFolder;
import io.quarterdeck.jobs.lake.LakeRoot;
import java.net.URI;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

/** Tests the query that parses events, without tables. */
class EventParsingIT {
  private static final Instant TEN = Instant.parse("2026-11-30T10:00:00Z");
  private static final String JSON = "the event is not a JSON object with the types of the dataset";
  private static final String GOOD = placed("good", TEN, "o2", "5 1 1.25");

  /** An event, and the problems or violated expectations that it must have; none if it is good. */
  private record Case(Supplier<byte[]> value, String reason) {
    static Case of(String value, String reason) {
      return new Case(() -> value.getBytes(UTF_8), reason);
    }
  }

  private static final List<Case> CASES =
      List.of(
          Case.of(GOOD, ""),
          Case.of(GOOD.replaceFirst("\\{", "{\"channel\":\"web\","), ""),
          new Case(() -> null, "the event is empty"),
          new Case(() -> new byte[] {'{', (byte) 0xff, '}'}, "the event is not UTF-8"),
          Case.of("", JSON),
          Case.of("null", JSON),
          Case.of("[" + GOOD + "]", JSON),
          Case.of(GOOD.substring(0, 50), JSON),
          Case.of(GOOD.replace("\"quantity\":1", "\"quantity\":\"1\""), JSON),
          Case.of(GOOD.replace("\"version\":1", "\"version\":99999999999"), JSON),
          Case.of(GOOD.replace("\"unit_price\":1.25", "\"unit_price\":1e30"), JSON),
          Case.of(GOOD.replace("\"payment\":{", "\"payment\":5,\"other\":{"), JSON),
          Case.of(
              GOOD.replace("\"unit_price\":1.25", "\"unit_price\":1.2500000001"),
              "lines.unit_price is '1.250000000100000000'; expected numeric(10,2)"),
          Case.of(
              GOOD.replace(TEN.toString(), "2026-11-30 10:00:00"),
              "occurred_at is '2026-11-30 10:00:00'; expected timestamp"),
          Case.of(
              GOOD.replace(TEN.toString(), "2026-02-30T10:00:00Z"),
              "occurred_at is '2026-02-30T10:00:00Z'; expected timestamp"),
          Case.of(GOOD.replace("\"event_id\":\"good\",", ""), "event_id is missing"),
          Case.of(
              GOOD.replace("\"customer_id\":7", "\"customer_id\":null"),
              "customer.customer_id is missing"),
          Case.of(GOOD.replace("\"lines\":[", "\"lines\":[null,"), "lines.line is missing"),
          Case.of(
              GOOD.replace("\"quantity\":1", "\"quantity\":2000"),
              "lines.quantity is '2000'; expected at most 1000"),
          Case.of(
              GOOD.replace("\"amount\":1.25", "\"amount\":1.26"),
              "the payment is the sum of the lines"),
          Case.of(
              GOOD.replace(TEN.toString(), "2026-11-30T10:05:01Z"),
              "the event time is at most 5 minutes after the enqueued time"),
          Case.of(GOOD.replace(TEN.toString(), "2026-11-30T13:04:00+03:00"), ""));

  @Test
  void eachUnusualEventHasItsReason() {
    List<Row> rows = new ArrayList<>();
    for (Case each : CASES) {
      Timestamp at = Timestamp.from(TEN);
      rows.add(
          RowFactory.create(
              "retail-orders",
              0,
              (long) rows.size(),
              at,
              at,
              "run",
              null,
              each.value().get(),
              null));
    }
    LakeRoot lake = new LakeRoot(DeltaSession.of(LakeFolder.session()), URI.create("none:///"));
    List<Row> parsed =
        new OrderViews(lake, OrderLake.PIPELINE)
            .parsed(lake.session().createDataFrame(rows, BronzeStream.SCHEMA))
            .orderBy("_offset")
            .selectExpr("concat_ws('; ', _problems, _violated)")
            .collectAsList();
    assertThat(parsed.stream().map(row -> row.getString(0)))
        .containsExactlyElementsOf(CASES.stream().map(Case::reason).toList());
  }
}
