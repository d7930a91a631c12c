package io.quarterdeck.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quarterdeck.loader.dataset.EventDataset;
import io.quarterdeck.loader.dataset.SourceDatasetFile;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrderStreamTest {
  private static final EventDataset DATASET =
      SourceDatasetFile.events(Path.of("../datasets/retail-orders.yaml"));
  private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");
  private static final int COUNT = 2000;

  @Test
  void eachEventConformsToTheDataset() {
    for (JsonObject event : events(1)) {
      assertThat(EventConformity.problems(event, DATASET.fields())).as("%s", event).isEmpty();
    }
  }

  @Test
  void anEventThatDoesNotConformIsFound() {
    JsonObject event = events(1).get(0);
    event.addProperty("version", "1");
    event.addProperty("store_id", 0);
    event.addProperty("other", 1);
    event.remove("order_id");
    event.getAsJsonObject("payment").addProperty("amount", new BigDecimal("1.234"));
    assertThat(EventConformity.problems(event, DATASET.fields()))
        .containsExactlyInAnyOrder(
            "other is not in the dataset",
            "version is \"1\", not integer",
            "store_id is 0, outside of its range",
            "order_id is missing",
            "payment.amount is 1.234, not numeric(12,2)");
  }

  @Test
  void thePaymentIsTheSumOfTheLinesAndACancelledOrderHasAReason() {
    for (JsonObject event : events(2)) {
      if (event.get("event_type").getAsString().equals("cancelled")) {
        assertThat(event.get("reason").getAsString()).isNotBlank();
        assertThat(event.has("lines")).isFalse();
        continue;
      }
      BigDecimal sum = BigDecimal.ZERO;
      for (var line : event.getAsJsonArray("lines")) {
        JsonObject fields = line.getAsJsonObject();
        sum =
            sum.add(
                fields
                    .get("unit_price")
                    .getAsBigDecimal()
                    .multiply(fields.get("quantity").getAsBigDecimal()));
      }
      assertThat(event.getAsJsonObject("payment").get("amount").getAsBigDecimal())
          .isEqualByComparingTo(sum);
    }
  }

  @Test
  void theVersionsOfAnOrderFollowEachOtherAndNothingFollowsItsCancellation() {
    Map<String, Integer> versions = new HashMap<>();
    Set<String> cancelled = new HashSet<>();
    Set<String> kinds = new HashSet<>();
    for (JsonObject event : events(3)) {
      String order = event.get("order_id").getAsString();
      String kind = event.get("event_type").getAsString();
      kinds.add(kind);
      assertThat(cancelled).doesNotContain(order);
      int version = versions.merge(order, 1, Integer::sum);
      assertThat(event.get("version").getAsInt()).isEqualTo(version);
      assertThat(kind.equals("placed")).isEqualTo(version == 1);
      if (kind.equals("cancelled")) {
        cancelled.add(order);
      }
    }
    assertThat(kinds).containsExactlyInAnyOrder("placed", "changed", "cancelled");
  }

  @Test
  void theSameSeedGivesTheSameEventsAndEachEventHasAnIdOfItsOwn() {
    assertThat(events(4)).isEqualTo(events(4)).isNotEqualTo(events(5));
    assertThat(events(4).stream().map(event -> event.get("event_id")).distinct()).hasSize(COUNT);
  }

  private static List<JsonObject> events(long seed) {
    OrderStream orders = new OrderStream(seed);
    List<JsonObject> events = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      String json = orders.next(START.plusMillis(i)).json();
      events.add(JsonParser.parseString(json).getAsJsonObject());
    }
    return events;
  }
}
