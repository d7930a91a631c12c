package io.quarterdeck.broker.emit;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.OutputBinding;
import io.quarterdeck.broker.HubClient;
import io.quarterdeck.contract.EmitFlag;
import io.quarterdeck.contract.LocalEventHub;
import io.quarterdeck.function.OrderFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Runs {@link OrderFunction} and sends its events to the event hub of the local stack. On Azure,
 * the binding of Event Hubs does that. Prints one line of JSON with what was sent. With {@link
 * EmitFlag#ONCE}, {@code present} is the number of events that the hub already had.
 */
public final class EmitMain {
  private static final int BATCH = 1_000;

  private final EmitPlan plan;
  private final FaultPlanter planter;
  private final KafkaProducer<String, String> producer;
  private final String hub;
  private final Set<Long> present;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private long acknowledged;
  private long number;

  private EmitMain(
      EmitPlan plan, KafkaProducer<String, String> producer, String hub, Set<Long> present) {
    this.plan = plan;
    this.present = present;
    this.planter = new FaultPlanter(plan);
    this.producer = producer;
    this.hub = hub;
  }

  /**
   * Sends events and ends when Event Hubs has acknowledged them.
   *
   * @param arguments the folder of the broker, and {@link EmitFlag}s
   */
  public static void main(String[] arguments)
      throws IOException, ExecutionException, InterruptedException {
    LocalEventHub target = LocalEventHub.read(Path.of(arguments[0]).resolve(LocalEventHub.FILE));
    EmitPlan plan = EmitPlan.parse(List.of(arguments).subList(1, arguments.length));
    Map<String, Object> client =
        HubClient.settings(
            target.bootstrapServers(), LocalEventHub.USER, target.connectionString());
    Set<Long> present =
        plan.once().map(once -> once.numbers(client, target.hub())).orElse(Set.of());
    try (KafkaProducer<String, String> producer = new KafkaProducer<>(producing(client))) {
      System.out.println(new EmitMain(plan, producer, target.hub(), present).emit());
    }
  }

  private static Map<String, Object> producing(Map<String, Object> client) {
    Map<String, Object> settings = new HashMap<>(client);
    settings.put("acks", "all");
    settings.put("key.serializer", StringSerializer.class);
    settings.put("value.serializer", StringSerializer.class);
    return settings;
  }

  private String emit() throws ExecutionException, InterruptedException {
    int tick = plan.rate() == 0 ? BATCH : plan.rate();
    long next = System.nanoTime();
    // With one event for each call, all events of a seed are of one stream of orders.
    Map<String, String> settings = Map.of(OrderFunction.COUNT, "1");
    OrderFunction function = new OrderFunction(plan.seed(), Clock.systemUTC(), settings);
    for (int done = 0; done < plan.events(); done++) {
      function.run("{}", new Binding(), new Context());
      if ((done + 1) % tick == 0) {
        acknowledge();
        next = await(next);
      }
    }
    planter.rest().forEach(this::send);
    acknowledge();
    return "{\"sent\":%d%s,\"duplicates\":%d,\"late\":%d,\"outOfOrder\":%d,\"malformed\":%d}"
        .formatted(
            acknowledged,
            plan.once().map(once -> ",\"present\":" + present.size()).orElse(""),
            planter.planted().get(PlantedFault.DUPLICATE),
            planter.planted().get(PlantedFault.LATE),
            planter.planted().get(PlantedFault.OUT_OF_ORDER),
            planter.planted().get(PlantedFault.MALFORMED));
  }

  /** Waits until the second of the tick is over, if there is a rate. */
  private long await(long begun) throws InterruptedException {
    long next = begun + TimeUnit.SECONDS.toNanos(1);
    if (plan.rate() > 0) {
      TimeUnit.NANOSECONDS.sleep(Math.max(0, next - System.nanoTime()));
    }
    return next;
  }

  private void send(PlantedEvent event) {
    number++;
    if (present.contains(number)) {
      return;
    }
    ProducerRecord<String, String> record = new ProducerRecord<>(hub, event.key(), event.value());
    plan.once().ifPresent(once -> record.headers().add(once.header(number)));
    sent.add(producer.send(record));
  }

  private void acknowledge() throws ExecutionException, InterruptedException {
    for (Future<RecordMetadata> each : sent) {
      each.get();
      acknowledged++;
    }
    sent.clear();
  }

  /** Sends the events of the function to the broker. */
  private final class Binding implements OutputBinding<List<String>> {
    private List<String> value = List.of();

    @Override
    public List<String> getValue() {
      return value;
    }

    @Override
    public void setValue(List<String> events) {
      value = events;
      for (String event : events) {
        planter.plant(event).forEach(EmitMain.this::send);
      }
    }
  }

  /** The function only logs with it. */
  private static final class Context implements ExecutionContext {
    private static final Logger QUIET = Logger.getLogger(EmitMain.class.getName());

    static {
      QUIET.setLevel(Level.WARNING);
    }

    @Override
    public Logger getLogger() {
      return QUIET;
    }

    @Override
    public String getInvocationId() {
      return "local";
    }

    @Override
    public String getFunctionName() {
      return "orders";
    }
  }
}
