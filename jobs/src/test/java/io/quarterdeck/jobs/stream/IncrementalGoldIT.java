package io.quarterdeck.jobs.stream;

import static io.quarterdeck.jobs.stream.OrderText.cancelled;
import static io.quarterdeck.jobs.stream.OrderText.changed;
import static io.quarterdeck.jobs.stream.OrderText.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.delta.tables.DeltaTable;
import io.quarterdeck.contract.RebuildSource;
import io.quarterdeck.jobs.maintain.MaintainedTable;
import io.quarterdeck.jobs.maintain.Maintenance;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares gold with a complete computation after runs that computed some days only. */
@Tag("nightly")
class IncrementalGoldIT {
  private static final Instant MONDAY = Instant.parse("2026-11-23T10:00:00Z");
  private static final String NO_STATE =
      "Gold: computed all days, because there is no complete earlier computation.";

  @TempDir private Path folder;
  private OrderLake lake;

  @BeforeEach
  void create() {
    lake = new OrderLake(folder);
  }

  private static Instant day(int days) {
    return MONDAY.plus(Duration.ofDays(days));
  }

  /** Computes silver and gold, and returns what was computed. */
  private String run() {
    lake.run();
    assertThat(lake.verify().require().summary()).endsWith("tables equal");
    List<String> notes = lake.folder().notes();
    return notes.get(notes.size() - 1);
  }

  @Test
  void onlyTheDaysThatNewEventsChangeAreComputed() {
    lake.arrive(day(0), 0, placed("e1", day(0), "o1", "5 2 10.10"));
    lake.arrive(
        day(1), 0, placed("e2", day(1), "o2", "5 1 1.00"), placed("e3", day(1), "o3", "5 1 1.00"));
    lake.arrive(day(3), 0, changed("e4", day(3), "o4", 2, "6 1 0.05"));
    assertThat(run()).isEqualTo(NO_STATE);

    // A cancellation, three days later, changes the day on which the order was placed.
    lake.arrive(day(4), 0, cancelled("e5", day(4), "o2", 2));
    assertThat(run()).isEqualTo("Gold: computed 1 day, 2026-11-24.");
    assertThat(predicate("silver/retail-order-lines")).contains("2026-11-24T00:00:00Z");
    assertThat(lake.rows("gold/cancellations", "day", "cancelled"))
        .containsExactly("2026-11-23 0", "2026-11-24 1", "2026-11-26 0");

    // The first version of o4 arrives last, so the order moves to an earlier day.
    lake.arrive(day(4), 1, placed("e6", day(2), "o4", "6 9 0.05"));
    assertThat(run()).isEqualTo("Gold: computed 2 days from 2026-11-25 to 2026-11-26.");
    assertThat(lake.rows("gold/sales_by_hour", "CAST(hour AS DATE)", "amount"))
        .containsExactly("2026-11-23 20.20", "2026-11-24 1.00", "2026-11-25 0.05");
    assertThat(lake.rows("gold/late_share", "day", "events", "late"))
        .containsExactly("2026-11-23 1 0", "2026-11-24 2 0", "2026-11-26 1 0", "2026-11-27 2 1");

    lake.arrive(day(5), 0, placed("e1", day(0), "o1", "5 2 10.10"), "no json");
    lake.run();
    assertThat(lake.folder().notes()).last().isEqualTo("Gold already contains these events.");
  }

  @Test
  void allDaysAreComputedIfTheTablesOrEventsOfSilverWereReplaced() {
    lake.arrive(day(0), 0, placed("e1", day(0), "o1", "5 2 10.10"));
    lake.arrive(day(1), 0, placed("e2", day(1), "o2", "5 1 1.00"));
    assertThat(run()).isEqualTo(NO_STATE);

    DeltaTable.forPath(lake.lake().session(), lake.lake().at("gold/sales_by_hour"))
        .updateExpr(Map.of("amount", "amount + 0.01"));
    lake.arrive(day(2), 0, placed("e4", day(2), "o4", "5 1 1.00"));
    String changed =
        "Gold: computed all days, because the tables changed after the last complete"
            + " computation.";
    assertThat(run()).isEqualTo(changed);

    new Maintenance(lake.lake(), lake.folder().progress(), Clock.systemUTC())
        .run(MaintainedTable.ofStream());
    lake.arrive(day(2), 0, placed("e5", day(2), "o5", "5 1 1.00"));
    assertThat(run()).startsWith("Gold: ");

    new SilverRebuild(lake.lake(), OrderLake.PIPELINE, "run-3", lake.folder().progress())
        .rebuild(RebuildSource.BRONZE, day(1));
    assertThat(lake.folder().notes())
        .last()
        .isEqualTo("Gold: computed all days, because events of silver were replaced.");
    lake.arrive(day(3), 0, placed("e6", day(3), "o6", "5 1 1.00"));
    assertThat(run()).isEqualTo("Gold: computed 1 day, 2026-11-26.");
  }

  @Test
  void aCopyOfTheBatchDataChangesTheLinesSinceTheFirstDayThatDiffers() throws Exception {
    lake.arrive(day(0), 0, placed("e1", day(0), "o1", "5 2 10.10"));
    lake.arrive(day(1), 0, placed("e2", day(1), "o2", "5 1 1.00"));
    lake.arrive(day(2), 0, changed("e3", day(2), "o2", 2, "6 1 1.00"));
    assertThat(run()).isEqualTo(NO_STATE);

    // The first copy is also valid before its day.
    products(day(0), "5,Chair,Furniture,9.99\n");
    assertThat(run()).isEqualTo("Gold: computed 2 days from 2026-11-23 to 2026-11-24.");
    products(day(0), "5,Chair,Furniture,9.99\n");
    assertThat(run()).isEqualTo("Gold already contains these events.");
    products(day(1), "5,Chair,Furniture,9.99\n");
    assertThat(run()).isEqualTo("Gold already contains these events.");

    // The order of the second day has a line of the third day.
    products(day(2), "5,Armchair,Furniture,9.99\n6,Lamp,Lights,1.00\n");
    assertThat(run()).isEqualTo("Gold: computed 2 days from 2026-11-23 to 2026-11-24.");
    products(day(2), "5,Armchair,Furniture,9.99\n6,Lamp,Light,1.00\n");
    assertThat(run()).isEqualTo("Gold: computed 2 days from 2026-11-23 to 2026-11-24.");
    products(day(3), "5,Stool,Furniture,9.99\n6,Lamp,Light,1.00\n");
    lake.arrive(day(3), 0, placed("e4", day(3), "o4", "5 1 1.00"));
    assertThat(run()).isEqualTo("Gold: computed 1 day, 2026-11-26.");
    assertThat(lake.rows("gold/sales_by_product", "day", "product", "amount"))
        .containsExactly("2026-11-23 Chair 20.20", "2026-11-24 Lamp 1.00", "2026-11-26 Stool 1.00");
  }

  private void products(Instant day, String rows) throws Exception {
    lake.copy(
        OrderLake.PIPELINE.products(),
        day.atZone(ZoneOffset.UTC).toLocalDate(),
        "product_id,name,category,list_price\n" + rows);
  }

  /** Orders with versions out of order, late ones, duplicates and cancellations, on ten days. */
  @Test
  void randomEventsGiveTheTablesOfACompleteComputation() {
    Random random = new Random(26);
    Map<String, Integer> versions = new HashMap<>();
    int number = 0;
    for (int round = 0; round < 8; round++) {
      String[] events = new String[25];
      for (int i = 0; i < events.length; i++) {
        String order = "o" + random.nextInt(60);
        int version = versions.merge(order, 1, Integer::sum);
        // Later versions may be earlier than the first one, and may never have been placed.
        Instant at = day(random.nextInt(10)).plusSeconds(random.nextInt(40_000));
        String line = "%d %d 0.0%d".formatted(random.nextInt(5), 1 + random.nextInt(9), 1 + i % 9);
        events[i] =
            switch (random.nextInt(6)) {
              case 0 -> cancelled("e" + number, at, order, version + 1);
              case 1 -> placed("e" + random.nextInt(number + 1), at, order, line);
              default -> changed("e" + number, at, order, 1 + random.nextInt(9) + 1, line, line);
            };
        number++;
      }
      lake.arrive(day(11 + round), round % 2, events);
      String computed = run();
      if (round == 0) {
        assertThat(computed).isEqualTo(NO_STATE);
      } else {
        assertThat(computed).matches("Gold: computed (1 day, |\\d+ days from ).*");
      }
    }
  }

  private String predicate(String table) {
    Row commit =
        DeltaTable.forPath(lake.lake().session(), lake.lake().at(table))
            .history(1)
            .selectExpr("operationParameters['predicate']")
            .head();
    return commit.getString(0);
  }
}
