package io.quarterdeck.function;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.OutputBinding;
import com.microsoft.azure.functions.annotation.EventHubOutput;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Sends events of orders to Event Hubs, a batch at each tick of its timer. The binding signs in
 * with the identity of the function app: the application settings {@code EventHubs__…} name the
 * namespace and the identity ("Azure Event Hubs trigger and bindings for Azure Functions", section
 * "Identity-based connections"). The binding has no partition key, so the events of an order can be
 * in several partitions; {@code version} is their order. The runtime creates an instance for each
 * tick, so only orders of the same tick are changed or cancelled.
 */
public final class OrderFunction {
  /** The application setting with the number of events of a tick. */
  public static final String COUNT = "ORDERS_PER_TICK";

  private static final int DEFAULT_COUNT = 100;

  private final OrderStream orders;
  private final Clock clock;
  private final int count;

  /** Creates the function as the runtime does. Each instance sends other orders. */
  public OrderFunction() {
    this(System.nanoTime() ^ ProcessHandle.current().pid(), Clock.systemUTC(), System.getenv());
  }

  /**
   * Creates the function for another program than the runtime.
   *
   * @param seed the same seed and the same times give the same events
   * @param settings the application settings
   */
  public OrderFunction(long seed, Clock clock, Map<String, String> settings) {
    this.orders = new OrderStream(seed);
    this.clock = clock;
    this.count = count(settings.getOrDefault(COUNT, Integer.toString(DEFAULT_COUNT)));
  }

  private static int count(String text) {
    if (!text.matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException(
          "Cannot send orders: found %s=%s; expected a number from 1 to 999999. Correct the application setting."
              .formatted(COUNT, text));
    }
    return Integer.parseInt(text);
  }

  /**
   * Sends the events of a tick.
   *
   * @param timer the state of the timer, which is not used
   * @param events receives the events, each a JSON object
   */
  @FunctionName("orders")
  public void run(
      @TimerTrigger(name = "timer", schedule = "%ORDERS_SCHEDULE%") String timer,
      @EventHubOutput(name = "events", eventHubName = "%EVENT_HUB%", connection = "EventHubs")
          OutputBinding<List<String>> events,
      ExecutionContext context) {
    Instant now = clock.instant();
    List<String> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batch.add(orders.next(now).json());
    }
    events.setValue(batch);
    context.getLogger().info(() -> "Sent " + batch.size() + " events of orders");
  }
}
