package io.quarterdeck.broker.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.contract.EmitFlag.SchemaChange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultPlanterTest {
  private static final int COUNT = 100;

  @Test
  void withoutFaultsEventsAreSentAsTheyAre() {
    List<PlantedEvent> sent = sent(plan(Map.of(), SchemaChange.NONE));
    assertThat(sent).extracting(PlantedEvent::value).isEqualTo(events());
    assertThat(sent.get(7).key()).isEqualTo("order-7");
  }

  @Test
  void aDuplicateIsTheSameEventAgain() {
    List<PlantedEvent> sent = sent(plan(Map.of(PlantedFault.DUPLICATE, 100.0), SchemaChange.NONE));
    assertThat(sent).hasSize(2 * COUNT);
    assertThat(sent.get(0)).isEqualTo(sent.get(1));
  }

  @Test
  void aLateEventHappenedThreeHoursEarlier() {
    assertThat(sent(plan(Map.of(PlantedFault.LATE, 100.0), SchemaChange.NONE)).get(0).value())
        .isEqualTo(event(0).replace("T10:", "T07:"));
  }

  @Test
  void aMalformedEventIsCutAndKeepsItsKey() {
    PlantedEvent cut = sent(plan(Map.of(PlantedFault.MALFORMED, 100.0), SchemaChange.NONE)).get(3);
    assertThat(event(3)).startsWith(cut.value()).isNotEqualTo(cut.value());
    assertThat(cut.key()).isEqualTo("order-3");
  }

  @Test
  void eventsOutOfOrderAreSentAfterLaterOnesAndNoneIsLost() {
    List<String> sent =
        sent(plan(Map.of(PlantedFault.OUT_OF_ORDER, 20.0), SchemaChange.NONE)).stream()
            .map(PlantedEvent::value)
            .toList();
    assertThat(sent).containsExactlyInAnyOrderElementsOf(events()).isNotEqualTo(events());
  }

  @Test
  void theSchemaChangesAfterTheFirstHalf() {
    List<PlantedEvent> optional = sent(plan(Map.of(), SchemaChange.OPTIONAL_FIELD));
    assertThat(optional.get(COUNT / 2 - 1).value()).isEqualTo(event(COUNT / 2 - 1));
    assertThat(optional.get(COUNT / 2).value())
        .isEqualTo(event(COUNT / 2).replace("{\"order_id\"", "{\"channel\":\"web\",\"order_id\""));
    assertThat(sent(plan(Map.of(), SchemaChange.TEXT_QUANTITY)).get(COUNT / 2).value())
        .contains("\"quantity\":\"2\"");
  }

  private static EmitPlan plan(Map<PlantedFault, Double> some, SchemaChange change) {
    Map<PlantedFault, Double> percentages = new EnumMap<>(PlantedFault.class);
    for (PlantedFault fault : PlantedFault.values()) {
      percentages.put(fault, some.getOrDefault(fault, 0.0));
    }
    return new EmitPlan(COUNT, 0, 1, percentages, change, Optional.empty());
  }

  private static List<PlantedEvent> sent(EmitPlan plan) {
    FaultPlanter planter = new FaultPlanter(plan);
    List<PlantedEvent> sent = new ArrayList<>();
    events().forEach(event -> sent.addAll(planter.plant(event)));
    sent.addAll(planter.rest());
    return sent;
  }

  private static List<String> events() {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      events.add(event(i));
    }
    return events;
  }

  private static String event(int number) {
    return "{\"order_id\":\"order-%d\",\"occurred_at\":\"2026-11-30T10:00:00Z\",\"lines\":[{\"quantity\":2}]}"
        .formatted(number);
  }
}
