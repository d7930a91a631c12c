package io.quarterdeck.local.datafactory;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.datafactory.activity.ActivityPrograms;
import io.quarterdeck.local.datafactory.activity.FactoryIdentity;
import io.quarterdeck.local.datafactory.activity.IntegrationRuntime;
import io.quarterdeck.local.datafactory.model.ArtefactKind;
import io.quarterdeck.local.datafactory.run.FactoryRuns;
import io.quarterdeck.local.datafactory.run.FactoryRuns.FromFailure;
import io.quarterdeck.local.datafactory.run.FactoryRuns.Rerun;
import io.quarterdeck.local.datafactory.run.FactoryRuns.RunningFactory;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** All data factories of the subscription. Thread-safe. */
public final class DataFactories implements AutoCloseable {
  /** Creates the identity of a factory. */
  @FunctionalInterface
  public interface Identities {
    FactoryIdentity of(EntraPrincipal principal);
  }

  private static final String PROPERTIES = "properties";

  private final Path folder;
  private final FactoryResources resources;
  private final Identities identities;
  private final IntegrationRuntime runtime;
  private final FactoryRuns runs;
  private final ScheduleTriggers triggers;
  private final Map<String, ArtefactStore> stores = new ConcurrentHashMap<>();

  /**
   * Opens the state of an earlier process.
   *
   * @param folder the private folder of the emulator
   * @param runs the runs of all factories
   */
  public DataFactories(
      Path folder,
      FactoryResources resources,
      Identities identities,
      IntegrationRuntime runtime,
      FactoryRuns runs,
      Clock clock)
      throws IOException {
    this.folder = folder;
    this.resources = resources;
    this.identities = identities;
    this.runtime = runtime;
    this.runs = runs;
    this.triggers = ScheduleTriggers.start(this, clock);
  }

  /** Returns the resource ids of all factories. */
  List<String> ids() {
    return resources.ids();
  }

  ArtefactStore store(String factory) {
    return stores.computeIfAbsent(key(factory), this::opened);
  }

  private ArtefactStore opened(String key) {
    try {
      return ArtefactStore.open(folder.resolve(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A factory that was deleted and created again has no artefacts. */
  private String key(String factory) {
    String created =
        String.valueOf(resources.body(factory).getAsJsonObject(PROPERTIES).get("createTime"));
    return UUID.nameUUIDFromBytes(
            (factory.toLowerCase(Locale.ROOT) + created).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  /** Returns an artefact as Azure does. */
  public JsonObject get(String factory, ArtefactKind kind, String name) {
    return store(factory)
        .find(kind, name)
        .map(properties -> answer(factory, kind, name, properties))
        .orElseThrow(() -> notFound(kind, name));
  }

  /** Returns all artefacts of a kind as Azure does. */
  public JsonArray list(String factory, ArtefactKind kind) {
    JsonArray list = new JsonArray();
    store(factory)
        .list(kind)
        .forEach((name, properties) -> list.add(answer(factory, kind, name, properties)));
    return list;
  }

  /** Creates or replaces an artefact. */
  public JsonObject put(String factory, ArtefactKind kind, String name, JsonObject body)
      throws IOException {
    ArtefactStore store = store(factory);
    if (kind == ArtefactKind.TRIGGER) {
      triggers.requireStopped(store, name);
      if (body.get(PROPERTIES) instanceof JsonObject properties) {
        // Azure ignores the state in a request.
        properties.remove("runtimeState");
      }
    }
    store.put(kind, name, body);
    if (kind == ArtefactKind.TRIGGER) {
      triggers.set(store, name, ScheduleTriggers.STOPPED);
    }
    return get(factory, kind, name);
  }

  /** Deletes an artefact. Returns whether it existed. */
  public boolean delete(String factory, ArtefactKind kind, String name) throws IOException {
    ArtefactStore store = store(factory);
    if (kind == ArtefactKind.TRIGGER) {
      triggers.requireStopped(store, name);
    }
    return store.delete(kind, name);
  }

  /** Starts or stops a trigger. */
  public void change(String factory, String trigger, TriggerChange change) throws IOException {
    ArtefactStore store = store(factory);
    if (store.find(ArtefactKind.TRIGGER, trigger).isEmpty()) {
      throw notFound(ArtefactKind.TRIGGER, trigger);
    }
    triggers.set(
        store,
        trigger,
        switch (change) {
          case START -> ScheduleTriggers.STARTED;
          case STOP -> ScheduleTriggers.STOPPED;
        });
  }

  /** What a request does to a trigger. */
  public enum TriggerChange {
    START,
    STOP
  }

  /**
   * Starts a run of a pipeline.
   *
   * @param query the parameters of the request's query
   */
  public JsonObject createRun(
      String factory,
      String pipeline,
      EntraPrincipal caller,
      JsonObject parameters,
      Map<String, String> query) {
    JsonObject by = new JsonObject();
    by.addProperty("id", caller.objectId());
    by.addProperty("name", caller.name());
    by.addProperty("invokedByType", "Manual");
    JsonObject answer = new JsonObject();
    answer.addProperty(
        "runId", runs.start(running(factory), pipeline, parameters, by, rerun(query)));
    return answer;
  }

  private static Optional<Rerun> rerun(Map<String, String> query) {
    return Optional.ofNullable(query.get("referencePipelineRunId"))
        .map(
            id ->
                new Rerun(
                    id,
                    Boolean.parseBoolean(query.get("startFromFailure"))
                        ? FromFailure.NOT_SUCCEEDED
                        : FromFailure.ALL_ACTIVITIES,
                    Optional.ofNullable(query.get("startActivityName"))));
  }

  /** Starts a run by a trigger. */
  String fire(String factory, String pipeline, JsonObject parameters, JsonObject by) {
    return runs.start(running(factory), pipeline, parameters, by, Optional.empty());
  }

  private RunningFactory running(String factory) {
    if (!(resources.body(factory).get("identity") instanceof JsonObject identity)
        || !identity.has("principalId")) {
      throw ApiError.of(400, "BadRequest", "The factory has no system-assigned identity.");
    }
    String id = identity.get("principalId").getAsString();
    EntraPrincipal principal =
        new EntraPrincipal(
            id,
            Optional.of(FactoryPrincipal.clientId(id)),
            factory.substring(factory.lastIndexOf('/') + 1),
            EntraPrincipal.Kind.SERVICE_PRINCIPAL,
            Set.of());
    ArtefactStore store = store(factory);
    return new RunningFactory(
        factory, store, new ActivityPrograms(store, identities.of(principal), runtime));
  }

  public JsonObject run(String factory, String id) {
    return runs.find(factory, id);
  }

  public void cancel(String factory, String id) {
    runs.cancel(factory, id);
  }

  /** Returns the runs that a query selects. */
  public JsonObject runs(String factory, JsonObject query) {
    return selected(runs.list(factory), query, "lastUpdated");
  }

  /** Returns the activity runs that a query selects. */
  public JsonObject activities(String factory, String run, JsonObject query) {
    return selected(runs.activities(factory, run), query, "activityRunStart");
  }

  /** Returns the runs of triggers that a query selects. */
  public JsonObject triggerRuns(String factory, JsonObject query) {
    return selected(triggers.runs(factory), query, "triggerRunTimestamp");
  }

  private static JsonObject selected(List<JsonObject> all, JsonObject query, String time) {
    RunFilter filter = RunFilter.read(query);
    JsonArray value = new JsonArray();
    all.stream().filter(each -> filter.fits(each, time)).forEach(value::add);
    JsonObject answer = new JsonObject();
    answer.add("value", value);
    return answer;
  }

  private static JsonObject answer(
      String factory, ArtefactKind kind, String name, JsonElement properties) {
    JsonObject answer = new JsonObject();
    answer.addProperty("id", factory + "/" + kind.collection() + "/" + name);
    answer.addProperty("name", name);
    answer.addProperty("type", "Microsoft.DataFactory/factories/" + kind.collection());
    answer.add(PROPERTIES, properties);
    answer.addProperty(
        "etag",
        UUID.nameUUIDFromBytes(properties.toString().getBytes(StandardCharsets.UTF_8)).toString());
    return answer;
  }

  private static ApiError notFound(ArtefactKind kind, String name) {
    return ApiError.of(404, "NotFound", "The %s '%s' was not found.".formatted(kind.title(), name));
  }

  @Override
  public void close() {
    triggers.close();
    runs.close();
  }
}
