package io.quarterdeck.broker.emit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes events as the plan says. An event has at most one fault. The same plan and the same
 * events give the same result. Not thread-safe.
 */
final class FaultPlanter {
  /** More than the limit {@code lateBy} of the dataset, which is 2 hours. */
  static final Duration DELAY = Duration.ofHours(3);

  private static final Pattern ORDER = Pattern.compile("\"order_id\":\"([^\"]+)\"");
  private static final Pattern TIME = Pattern.compile("\"occurred_at\":\"([^\"]+)\"");
  private static final Pattern QUANTITY = Pattern.compile("\"quantity\":([0-9]+)");
  private static final int MOST_OVERTAKING = 10;

  /** An event that is sent after others. */
  private record Held(PlantedEvent event, int until) {}

  private final EmitPlan plan;
  private final SplittableRandom random;
  private final Map<PlantedFault, Integer> planted = new EnumMap<>(PlantedFault.class);
  private final List<Held> held = new ArrayList<>();
  private int number;

  FaultPlanter(EmitPlan plan) {
    this.plan = plan;
    this.random = new SplittableRandom(plan.seed());
    for (PlantedFault fault : PlantedFault.values()) {
      planted.put(fault, 0);
    }
  }

  /** Returns the events to send now, in their order. */
  List<PlantedEvent> plant(String json) {
    number++;
    Matcher order = ORDER.matcher(json);
    if (!order.find()) {
      throw new IllegalArgumentException("An event without order_id: " + json);
    }
    PlantedEvent event = new PlantedEvent(order.group(1), changed(json));
    List<PlantedEvent> send = new ArrayList<>();
    Optional<PlantedFault> fault = fault();
    fault.ifPresent(each -> planted.merge(each, 1, Integer::sum));
    send.addAll(fault.map(each -> with(each, event)).orElse(List.of(event)));
    send.addAll(due(number));
    return send;
  }

  /** Returns the events that were held back until the end. */
  List<PlantedEvent> rest() {
    return due(Integer.MAX_VALUE);
  }

  /** Returns how often each fault was planted. */
  Map<PlantedFault, Integer> planted() {
    return planted;
  }

  private Optional<PlantedFault> fault() {
    double dice = random.nextDouble() * 100;
    for (PlantedFault fault : PlantedFault.values()) {
      dice -= plan.percentages().get(fault);
      if (dice < 0) {
        return Optional.of(fault);
      }
    }
    return Optional.empty();
  }

  private List<PlantedEvent> with(PlantedFault fault, PlantedEvent event) {
    return switch (fault) {
      case DUPLICATE -> List.of(event, event);
      case LATE -> List.of(new PlantedEvent(event.key(), late(event.value())));
      case MALFORMED ->
          List.of(
              new PlantedEvent(
                  event.key(), event.value().substring(0, event.value().length() / 2)));
      case OUT_OF_ORDER -> {
        held.add(new Held(event, number + 1 + random.nextInt(MOST_OVERTAKING)));
        yield List.of();
      }
    };
  }

  private List<PlantedEvent> due(int now) {
    List<PlantedEvent> due = new ArrayList<>();
    for (Iterator<Held> all = held.iterator(); all.hasNext(); ) {
      Held each = all.next();
      if (each.until() <= now) {
        due.add(each.event());
        all.remove();
      }
    }
    return due;
  }

  private static String late(String json) {
    Matcher time = TIME.matcher(json);
    if (!time.find()) {
      throw new IllegalArgumentException("An event without occurred_at: " + json);
    }
    Instant before = Instant.parse(time.group(1)).minus(DELAY);
    return json.substring(0, time.start(1)) + before + json.substring(time.end(1));
  }

  /** The schema changes after the first half of the events. */
  private String changed(String json) {
    if (number <= plan.events() / 2) {
      return json;
    }
    return switch (plan.schemaChange()) {
      case NONE -> json;
      case OPTIONAL_FIELD -> json.replaceFirst("\\{", "{\"channel\":\"web\",");
      case TEXT_QUANTITY -> QUANTITY.matcher(json).replaceAll("\"quantity\":\"$1\"");
    };
  }
}
