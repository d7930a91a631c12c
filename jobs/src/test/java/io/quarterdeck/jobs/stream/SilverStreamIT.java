package io.quarterdeck.jobs.stream;

import static io.quarterdeck.jobs.stream.OrderText.cancelled;
import static io.quarterdeck.jobs.stream.OrderText.changed;
import static io.quarterdeck.jobs.stream.OrderText.order;
import static io.quarterdeck.jobs.stream.OrderText.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.delta.tables.DeltaTable;
import io.quarterdeck.contract.RebuildSource;
import io.quarterdeck.contract.StreamTrigger;
import io.quarterdeck.jobs.maintain.MaintainedTable;
import io.quarterdeck.jobs.maintain.Maintenance;
import io.quarterdeck.loader.dataset.EventDataset;
import io.quarterdeck.loader.dataset.Expectation;
import io.quarterdeck.loader.dataset.Expectation.Violation;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.stream.EventSql;
import io.quarterdeck.loader.stream.OrderPipeline;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests silver and gold on Delta in a local folder. */
class SilverStreamIT {
  private static final Instant TEN = Instant.parse("2026-11-30T10:00:00Z");
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final String QUARANTINE = "quarantine/retail-orders";

  @TempDir private Path folder;
  private OrderLake lake;

  @BeforeEach
  void create() {
    lake = new OrderLake(folder);
  }

  @Test
  void anEventBecomesASale() {
    lake.arrive(TEN, 0, placed("e1", TEN, "o1", "5 2 10.10"), "no json");
    lake.run();
    assertThat(lake.rows("gold/sales_by_hour", "orders", "amount")).containsExactly("1 20.20");
    assertThat(lake.rows(QUARANTINE, "offset")).containsExactly("1");
  }

  @Test
  @Tag("nightly")
  void theStreamContinuesAfterTheMaintenanceOfItsTables() {
    lake.arrive(TEN, 0, placed("e1", TEN, "o1", "5 2 10.10"));
    lake.arrive(TEN, 0, placed("e2", TEN, "o2", "5 1 10.10"), "no json");
    lake.run();
    lake.arrive(TEN, 0, placed("e3", TEN, "o3", "5 1 10.10"));

    new Maintenance(lake.lake(), lake.folder().progress(), Clock.systemUTC())
        .run(MaintainedTable.ofStream());

    assertThat(lake.folder().notes())
        .anyMatch(note -> note.matches("bronze/retail-orders: version 3, 1 files, younger .*"))
        .anyMatch(note -> note.startsWith("silver/retail-orders: "))
        .anyMatch(note -> note.startsWith("quarantine/retail-orders: "))
        .anyMatch(note -> note.startsWith("gold/late_share: "));
    lake.arrive(TEN, 0, placed("e4", TEN, "o4", "5 1 10.10"));
    lake.run();
    assertThat(lake.rows("silver/retail-orders", "event_id"))
        .containsExactly("e1", "e2", "e3", "e4");
    assertThat(lake.rows(QUARANTINE, "offset")).containsExactly("2");
    assertThat(lake.verify().require().summary()).endsWith("tables equal");
  }

  @Test
  @Tag("nightly")
  void eventsBecomeSilverAndGoldWhateverTheirOrder() {
    String first = placed("e1", TEN, "o1", "5 2 10.10", "6 1 0.05");
    lake.arrive(
        TEN.plusSeconds(60),
        0,
        first,
        changed("e3", TEN.plusSeconds(20), "o2", 2, "5 3 1.00"),
        first,
        "{\"event_id\":\"e4\"",
        order("e5", "placed", TEN, "o3", 1, 1, "5 2000 1.00"),
        order("e6", "changed", TEN, "o4", 1, 1, "5 1 1.00"),
        placed("e7", TEN.plusSeconds(3600), "o5", "5 1 1.00"),
        placed("e8", TEN, "o6", "7 1 2.50"));
    lake.run();
    assertThat(lake.rows("silver/retail-orders", "event_id", "late"))
        .containsExactly("e1 false", "e3 false", "e8 false");

    // The first version of o2 arrives after the second one. Partition 1 had no events before.
    lake.arrive(NOON.plusSeconds(60), 1, placed("e2", TEN.plusSeconds(10), "o2", "5 9 9.99"));
    lake.arrive(
        NOON.plusSeconds(3600),
        0,
        first,
        cancelled("e9", NOON.plusSeconds(3500), "o6", 2),
        changed("e10", NOON, "o1", 2, "5 4 10.10"));
    lake.run();

    assertThat(lake.rows("silver/retail-orders", "event_id", "late"))
        .containsExactly("e1 false", "e10 false", "e2 true", "e3 false", "e8 false", "e9 false");
    assertThat(lake.rows("silver/retail-order-state", "order_id", "version", "cancelled"))
        .containsExactly("o1 2 false", "o2 2 false", "o6 2 true");
    assertThat(lake.rows("silver/retail-order-lines", "order_id", "line", "quantity", "amount"))
        .containsExactly("o1 1 4 40.40", "o2 1 3 3.00");
    assertThat(lake.rows("gold/sales_by_hour", "hour", "orders", "lines", "quantity", "amount"))
        .containsExactly("2026-11-30 10:00:00.0 2 2 7 43.40");
    assertThat(lake.rows("gold/cancellations", "orders", "cancelled", "share"))
        .containsExactly("3 1 0.333333");
    assertThat(lake.rows("gold/late_share", "events", "late", "share"))
        .containsExactly("6 1 0.166667");
    assertThat(lake.rows(QUARANTINE, "offset", "rule", "reason"))
        .containsExactly(
            "3 " + EventSql.RULE + " the event is not a JSON object with the types of the dataset",
            "4 " + EventSql.RULE + " lines.quantity is '2000'; expected at most 1000",
            "5 the first version of an order is placed the first version of an order is placed",
            "6 " + EventSql.CLOCK + " " + EventSql.CLOCK);
    assertThat(lake.verify().require().summary())
        .isEqualTo(
            "events 12, unique 6, sent again 2 (0.166667), quarantined 4 (0.333333), lost 0"
                + " (0.000000), duplicated 0 (0.000000), out of sequence 1 (0.083333), tables equal");
  }

  @Test
  @Tag("nightly")
  void theVerifierFindsLostAndDuplicatedEventsAndWrongTables() {
    lake.arrive(TEN, 0, placed("e1", TEN, "o1", "5 1 1.00"), placed("e2", TEN, "o2", "5 1 2.00"));
    lake.arrive(TEN, 0, "no json", placed("e3", TEN, "o3", "5 1 2.00"));
    lake.run();
    assertThat(lake.verify().isRight()).isTrue();

    String silver = lake.lake().at("silver/retail-orders");
    DeltaTable.forPath(lake.lake().session(), silver).delete("event_id = 'e1'");
    lake.lake()
        .read(silver)
        .where("event_id = 'e2'")
        .write()
        .format("delta")
        .mode("append")
        .save(silver);
    DeltaTable.forPath(lake.lake().session(), lake.lake().at(QUARANTINE)).delete("offset = 2");
    DeltaTable.forPath(lake.lake().session(), lake.lake().at("gold/sales_by_hour"))
        .updateExpr(Map.of("amount", "amount + 0.01"));
    StreamVerdict verdict = lake.verify();
    assertThat(verdict.lost()).isEqualTo(2);
    assertThat(verdict.duplicated()).isEqualTo(1);
    assertThat(verdict.different()).containsExactly("silver/retail-orders", "gold/sales_by_hour");
    assertThatThrownBy(verdict::require)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("lost 2")
        .hasMessageContaining("--from bronze");
  }

  @Test
  @Tag("nightly")
  void anEventOfAlmostOneMebibyteReachesGold() {
    String[] lines = new String[16_000];
    Arrays.fill(lines, "5 1 0.01");
    String large = placed("large", TEN, "o1", lines);
    assertThat(large.length()).isBetween(900_000, 1_048_576);
    lake.arrive(TEN, 0, large, placed("small", TEN, "o2", "5 1 1.25"));
    lake.run();
    assertThat(lake.rows("gold/sales_by_hour", "orders", "lines", "amount"))
        .containsExactly("2 16001 161.25");
    assertThat(lake.verify().isRight()).isTrue();
  }

  @Test
  @Tag("nightly")
  void linesHaveTheStoreAndTheProductOfTheTimeOfTheEvent() throws Exception {
    store(LocalDate.of(2026, 11, 1), "1,Old,Köln,DE,2019-04-01,\n");
    store(
        LocalDate.of(2026, 11, 30),
        "1,New,Köln,DE,2019-04-01,\n2,Wrong,Paris,France,2020-01-01,\n");
    Instant before = Instant.parse("2026-11-29T23:59:59Z");
    lake.arrive(
        TEN,
        0,
        placed("e1", before, "o1", "5 1 1.00"),
        placed("e2", TEN, "o2", "5 1 1.00"),
        order("e3", "placed", TEN, "o3", 1, 2, "5 1 1.00"),
        placed("e4", Instant.parse("2026-10-01T00:00:00Z"), "o4", "5 1 1.00"));
    lake.run();
    String[] columns = {"order_id", "store", "product"};
    assertThat(lake.rows("silver/retail-order-lines", columns))
        .containsExactly("o1 Old null", "o2 New null", "o3 null null", "o4 Old null");

    // A copy that arrives later changes the lines, without new events.
    lake.copy(
        OrderLake.PIPELINE.products(),
        LocalDate.of(2026, 11, 30),
        "product_id,name,category,list_price\n5,Chair,Furniture,9.99\n");
    lake.run();
    assertThat(lake.rows("silver/retail-order-lines", columns)).contains("o2 New Chair");
    assertThat(lake.rows("gold/sales_by_product", "day", "product", "category", "orders"))
        .contains("2026-11-30 Chair Furniture 2");
    lake.run();
    assertThat(lake.folder().notes()).contains("Gold already contains these events.");
    assertThat(lake.verify().isRight()).isTrue();
  }

  private void store(LocalDate day, String rows) throws Exception {
    lake.copy(
        OrderLake.PIPELINE.stores(), day, "store_id,name,city,country,opened,closed\n" + rows);
  }

  @Test
  @Tag("nightly")
  void silverIsRebuiltFromBronzeAndFromQuarantineWithNewRules() {
    lake.arrive(TEN, 0, placed("e1", TEN, "o1", "5 1 1.00"));
    lake.arrive(NOON, 0, placed("e1", TEN, "o1", "5 1 1.00"), placed("e2", NOON, "o2", "5 1 9.00"));
    lake.run();
    OrderPipeline strict =
        with(new Expectation("no expensive orders", "payment.amount < 5", Violation.QUARANTINE));
    rebuild(strict, RebuildSource.BRONZE, NOON);
    assertThat(lake.rows("silver/retail-orders", "event_id")).containsExactly("e1");
    assertThat(lake.rows(QUARANTINE, "reason")).containsExactly("no expensive orders");
    assertThat(new StreamVerifier(lake.lake(), strict).verify().isRight()).isTrue();

    rebuild(OrderLake.PIPELINE, RebuildSource.QUARANTINE, TEN);
    assertThat(lake.rows("silver/retail-orders", "event_id")).containsExactly("e1", "e2");
    assertThat(lake.rows(QUARANTINE, "replayed is null")).containsExactly("false");
    assertThat(lake.rows("gold/sales_by_hour", "amount")).containsExactly("1.00", "9.00");
    assertThat(lake.verify().isRight()).isTrue();
    // The stream continues after a rebuild.
    lake.arrive(NOON, 0, placed("e3", NOON, "o3", "5 1 1.00"));
    lake.run();
    assertThat(lake.verify().require().unique()).isEqualTo(3);
  }

  private void rebuild(OrderPipeline pipeline, RebuildSource source, Instant since) {
    new SilverRebuild(lake.lake(), pipeline, "run-3", lake.folder().progress())
        .rebuild(source, since);
  }

  private static OrderPipeline with(Expectation expectation) {
    EventDataset orders = OrderLake.PIPELINE.orders();
    List<Expectation> expectations = new ArrayList<>(orders.expectations());
    expectations.add(expectation);
    return new OrderPipeline(
        new EventDataset(
            orders.name(),
            orders.key(),
            orders.partitionBy(),
            orders.eventTime(),
            orders.lateBy(),
            orders.fields(),
            expectations),
        OrderLake.PIPELINE.stores(),
        OrderLake.PIPELINE.products(),
        OrderLake.PIPELINE.queries());
  }

  @Test
  @Tag("nightly")
  void anExpectationCanRefuseTheWholeMicroBatch() {
    OrderPipeline strict = with(new Expectation("cheap", "payment.amount < 5", Violation.FAIL));
    lake.arrive(TEN, 0, placed("e1", TEN, "o1", "5 1 1.00"), placed("e2", TEN, "o2", "5 1 9.00"));
    SilverStream stream = new SilverStream(lake.lake(), strict, "run-2", lake.folder().progress());
    assertThatThrownBy(() -> stream.run(StreamTrigger.AVAILABLE_NOW))
        .hasMessage(
            "Cannot add events to silver: found 1 events that violate 'cheap' (payment.amount < 5);"
                + " expected none. Silver was not changed. Correct the producer or the expectation,"
                + " then run the job again.");
    assertThat(lake.rows("silver/retail-orders", "event_id")).isEmpty();
    lake.run();
    assertThat(lake.verify().require().unique()).isEqualTo(2);
  }

  @Test
  @Tag("nightly")
  void aCheckpointWithoutItsTableIsRefused() {
    lake.arrive(TEN, 0, placed("e1", TEN, "o1", "5 1 1.00"));
    lake.run();
    deleteFolder("silver/retail-orders");
    assertThatThrownBy(lake::run)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("found no table and a checkpoint in ");
  }

  private void deleteFolder(String path) {
    try {
      lake.lake().files().delete(new org.apache.hadoop.fs.Path(lake.lake().at(path)));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
