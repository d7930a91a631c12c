package io.quarterdeck.local.datafactory;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.quarterdeck.local.datafactory.expression.TemplateScope;
import io.quarterdeck.local.datafactory.model.ArtefactKind;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.process.DaemonThreads;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Starts pipelines by schedule triggers. A time that passed while the emulator was off starts
 * nothing. Only intervals in UTC are supported. Thread-safe.
 */
final class ScheduleTriggers implements AutoCloseable {
  static final String STARTED = "Started";
  static final String STOPPED = "Stopped";

  private static final System.Logger LOG = System.getLogger(ScheduleTriggers.class.getName());
  private static final String STATE = "runtimeState";
  private static final long LOOK_MILLISECONDS = 500;

  private final DataFactories factories;
  private final Clock clock;
  private final List<JsonObject> fired = new ArrayList<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("data factory triggers"));
  private Instant looked;

  private ScheduleTriggers(DataFactories factories, Clock clock) {
    this.factories = factories;
    this.clock = clock;
    this.looked = clock.instant();
  }

  static ScheduleTriggers start(DataFactories factories, Clock clock) {
    ScheduleTriggers triggers = new ScheduleTriggers(factories, clock);
    // Nothing waits for the result: errors are logged where they occur.
    var unused =
        triggers.timer.scheduleWithFixedDelay(
            triggers::look, LOOK_MILLISECONDS, LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
    return triggers;
  }

  void requireStopped(ArtefactStore store, String name) {
    store
        .find(ArtefactKind.TRIGGER, name)
        .filter(trigger -> trigger.get(STATE).getAsString().equals(STARTED))
        .ifPresent(
            started -> {
              throw ApiError.of(
                  400,
                  "TriggerEnabledCannotUpdate",
                  "Cannot update enabled Trigger; the trigger needs to be disabled first.");
            });
  }

  void set(ArtefactStore store, String name, String state) throws IOException {
    JsonObject trigger = store.find(ArtefactKind.TRIGGER, name).orElseThrow();
    trigger.addProperty(STATE, state);
    store.write(ArtefactKind.TRIGGER, name, trigger);
  }

  synchronized List<JsonObject> runs(String factory) {
    return fired.stream()
        .filter(each -> each.get("factory").getAsString().equalsIgnoreCase(factory))
        .map(
            each -> {
              JsonObject run = each.deepCopy();
              run.remove("factory");
              return run;
            })
        .toList();
  }

  private synchronized void look() {
    Instant now = clock.instant();
    for (String factory : factories.ids()) {
      try {
        factories
            .store(factory)
            .list(ArtefactKind.TRIGGER)
            .forEach(
                (name, trigger) -> {
                  if (trigger.get(STATE).getAsString().equals(STARTED)) {
                    due(trigger, looked, now).ifPresent(time -> fire(factory, name, trigger, time));
                  }
                });
      } catch (RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "Cannot run the triggers of " + factory, e);
      }
    }
    looked = now;
  }

  /** Returns the last time of a trigger after {@code after} and not after {@code now}. */
  static Optional<Instant> due(JsonObject trigger, Instant after, Instant now) {
    JsonObject recurrence = trigger.getAsJsonObject("typeProperties").getAsJsonObject("recurrence");
    Instant start = OffsetDateTime.parse(recurrence.get("startTime").getAsString()).toInstant();
    Duration interval = interval(recurrence);
    if (now.isBefore(start)) {
      return Optional.empty();
    }
    long passed = Duration.between(start, now).dividedBy(interval);
    Instant last = start.plus(interval.multipliedBy(passed));
    return last.isAfter(after) ? Optional.of(last) : Optional.empty();
  }

  private static Duration interval(JsonObject recurrence) {
    long count = recurrence.get("interval").getAsLong();
    String frequency = recurrence.get("frequency").getAsString();
    return switch (frequency) {
      case "Minute" -> Duration.ofMinutes(count);
      case "Hour" -> Duration.ofHours(count);
      case "Day" -> Duration.ofDays(count);
      case "Week" -> Duration.ofDays(7 * count);
      default ->
          throw ApiError.of(
              400,
              "BadRequest",
              "The frequency '%s' is not supported on the local stack.".formatted(frequency));
    };
  }

  private void fire(String factory, String name, JsonObject trigger, Instant time) {
    JsonObject root = new JsonObject();
    root.addProperty("scheduledTime", time.toString());
    root.addProperty("startTime", clock.instant().toString());
    TemplateScope scope = TemplateScope.of(Map.of("trigger", root), clock);
    JsonObject by = new JsonObject();
    String id = UUID.randomUUID().toString();
    by.addProperty("id", id);
    by.addProperty("name", name);
    by.addProperty("invokedByType", "ScheduleTrigger");
    JsonObject started = new JsonObject();
    JsonObject run = new JsonObject();
    run.addProperty("factory", factory);
    run.addProperty("triggerRunId", id);
    run.addProperty("triggerName", name);
    run.addProperty("triggerType", "ScheduleTrigger");
    run.addProperty("triggerRunTimestamp", clock.instant().toString());
    run.addProperty("status", "Succeeded");
    try {
      for (JsonElement each : trigger.getAsJsonArray("pipelines")) {
        JsonObject pipeline = each.getAsJsonObject();
        String target =
            pipeline.getAsJsonObject("pipelineReference").get("referenceName").getAsString();
        JsonObject parameters =
            pipeline.has("parameters")
                ? scope.resolve(pipeline.get("parameters")).getAsJsonObject()
                : new JsonObject();
        started.add(target, new JsonPrimitive(factories.fire(factory, target, parameters, by)));
      }
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "Cannot start a run by the trigger " + name, e);
      run.addProperty("status", "Failed");
      run.addProperty("message", String.valueOf(e.getMessage()));
    }
    run.add("triggeredPipelines", started);
    fired.add(run);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
