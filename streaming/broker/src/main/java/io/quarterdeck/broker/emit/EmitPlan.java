package io.quarterdeck.broker.emit;

import io.quarterdeck.contract.EmitFlag;
import io.quarterdeck.contract.EmitFlag.SchemaChange;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What to send. The command that starts this program has checked the values.
 *
 * @param events the number of events, without the duplicates
 * @param rate the number of events per second; 0 sends as fast as possible
 * @param percentages the percentage of each fault
 * @param once identifies the events, so that events that the hub has are not sent again; empty to
 *     send all events
 */
record EmitPlan(
    int events,
    int rate,
    long seed,
    Map<PlantedFault, Double> percentages,
    SchemaChange schemaChange,
    Optional<SentEvents> once) {
  /** Parses the flags. */
  static EmitPlan parse(List<String> arguments) {
    Map<EmitFlag, String> values = new EnumMap<>(EmitFlag.class);
    for (EmitFlag flag : EmitFlag.values()) {
      int at = arguments.indexOf(flag.flag());
      if (at >= 0) {
        values.put(flag, arguments.get(at + 1));
      }
    }
    Map<PlantedFault, Double> percentages = new EnumMap<>(PlantedFault.class);
    for (PlantedFault fault : PlantedFault.values()) {
      percentages.put(fault, Double.valueOf(values.getOrDefault(fault.flag(), "0")));
    }
    String events = values.get(EmitFlag.EVENTS);
    String seed = values.getOrDefault(EmitFlag.SEED, "1");
    return new EmitPlan(
        Integer.parseInt(events),
        Integer.parseInt(values.getOrDefault(EmitFlag.RATE, "0")),
        Long.parseLong(seed),
        percentages,
        SchemaChange.valueOf(values.getOrDefault(EmitFlag.SCHEMA_CHANGE, "NONE")),
        Optional.ofNullable(values.get(EmitFlag.ONCE))
            .map(name -> new SentEvents(String.join("/", name, seed, events))));
  }
}
