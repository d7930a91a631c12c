package io.quarterdeck.local.databricks.pipelines;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.StateFile;
import io.quarterdeck.local.databricks.task.KeptProcess;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The pipelines with their updates and events, each in the order of their creation. Stored on disk.
 * Thread-safe.
 */
final class PipelineStore {
  private final StateFile file;
  private final Clock clock;
  private final Map<String, Pipeline> pipelines = new LinkedHashMap<>();
  private final Map<String, PipelineUpdate> updates = new LinkedHashMap<>();
  private final Map<String, Map<String, PipelineLevel>> permissions = new LinkedHashMap<>();
  private final List<JsonObject> events = new ArrayList<>();

  /** The processes of the active updates, as {@link KeptProcess} stores them. */
  private final Map<String, JsonObject> processes = new LinkedHashMap<>();

  private PipelineStore(StateFile file, Clock clock) {
    this.file = file;
    this.clock = clock;
  }

  /**
   * Opens the pipelines of an earlier run of the emulator. Marks their active updates as failed,
   * and ends the processes of these updates that are still running.
   */
  static PipelineStore open(StateFile file, Clock clock) throws IOException {
    PipelineStore store = new PipelineStore(file, clock);
    JsonObject state = file.read();
    StateFile.objects(state, "pipelines").stream()
        .map(Pipeline::of)
        .forEach(pipeline -> store.pipelines.put(pipeline.id(), pipeline));
    StateFile.objects(state, "updates").stream()
        .map(PipelineUpdate::of)
        .forEach(update -> store.updates.put(update.id(), update));
    Optional.ofNullable(state.getAsJsonObject("permissions"))
        .orElseGet(JsonObject::new)
        .asMap()
        .forEach((id, levels) -> store.permissions.put(id, levels(levels.getAsJsonObject())));
    store.events.addAll(StateFile.objects(state, "events"));
    for (JsonObject process : StateFile.objects(state, "processes")) {
      KeptProcess.find(process).ifPresent(ProcessHandle::destroyForcibly);
    }
    for (PipelineUpdate update : List.copyOf(store.updates.values())) {
      if (update.state().isActive()) {
        store.move(update.id(), UpdateState.FAILED, "The workspace stopped during the update.");
      }
    }
    return store;
  }

  private static Map<String, PipelineLevel> levels(JsonObject json) {
    Map<String, PipelineLevel> levels = new LinkedHashMap<>();
    json.asMap()
        .forEach((name, level) -> levels.put(name, PipelineLevel.valueOf(level.getAsString())));
    return levels;
  }

  /**
   * Returns the pipeline.
   *
   * @throws ApiError if it does not exist
   */
  synchronized Pipeline existing(String id) {
    return Optional.ofNullable(pipelines.get(id))
        .orElseThrow(
            () -> DatabricksErrors.missing("The specified pipeline " + id + " was not found."));
  }

  /** Returns all pipelines, newest first. */
  synchronized List<Pipeline> all() {
    return newestFirst(pipelines.values().stream().toList());
  }

  synchronized Pipeline create(String creator, String runAs, JsonObject spec, Duplicates duplicates)
      throws IOException {
    requireName("", spec, duplicates);
    return put(new Pipeline(UUID.randomUUID().toString(), creator, runAs, clock.millis(), spec));
  }

  synchronized void edit(Pipeline pipeline, String runAs, JsonObject spec, Duplicates duplicates)
      throws IOException {
    requireName(pipeline.id(), spec, duplicates);
    put(new Pipeline(pipeline.id(), pipeline.creator(), runAs, clock.millis(), spec));
  }

  /** Returns the permissions on a pipeline by principal, without that of its owner. */
  synchronized Map<String, PipelineLevel> permissions(String id) {
    return Map.copyOf(permissions.getOrDefault(id, Map.of()));
  }

  synchronized void permit(String id, Map<String, PipelineLevel> added) throws IOException {
    permissions.computeIfAbsent(id, key -> new LinkedHashMap<>()).putAll(added);
    save();
  }

  private void requireName(String id, JsonObject spec, Duplicates duplicates) {
    String name = spec.get("name").getAsString();
    boolean taken =
        pipelines.values().stream()
            .anyMatch(other -> other.name().equals(name) && !other.id().equals(id));
    if (taken && duplicates == Duplicates.REFUSED) {
      throw ApiError.of(
          409,
          "RESOURCE_CONFLICT",
          "The pipeline name '%s' is already used by another pipeline. This check can be skipped by setting `allow_duplicate_names = true` in the request."
              .formatted(name));
    }
  }

  private Pipeline put(Pipeline pipeline) throws IOException {
    pipelines.put(pipeline.id(), pipeline);
    save();
    return pipeline;
  }

  synchronized void delete(String id) throws IOException {
    pipelines.remove(existing(id).id());
    permissions.remove(id);
    updates.values().removeIf(update -> update.pipelineId().equals(id));
    events.removeIf(event -> PipelineEvent.pipeline(event).equals(id));
    save();
  }

  /**
   * Adds an update.
   *
   * @throws ApiError if another update of the pipeline is active
   */
  synchronized PipelineUpdate start(Pipeline pipeline, String cause) throws IOException {
    Optional<PipelineUpdate> active = active(pipeline.id());
    if (active.isPresent()) {
      throw ApiError.of(
          409,
          "RESOURCE_CONFLICT",
          "An active update %s already exists for pipeline %s."
              .formatted(active.get().id(), pipeline.id()));
    }
    PipelineUpdate update =
        new PipelineUpdate(
            UUID.randomUUID().toString(),
            pipeline.id(),
            clock.millis(),
            cause,
            pipeline.shown(),
            UpdateState.CREATED);
    updates.put(update.id(), update);
    try {
      move(update.id(), UpdateState.CREATED, "");
    } catch (IOException e) {
      // The caller receives an error, so the update does not exist.
      updates.remove(update.id());
      events.remove(events.size() - 1);
      throw e;
    }
    return update;
  }

  /** Stores the process of an update, so that a later emulator can end it. */
  synchronized void remember(String updateId, ProcessHandle process) throws IOException {
    processes.put(updateId, KeptProcess.of(process));
    save();
  }

  /** Sets the state of an update. The update of a deleted pipeline has none. */
  synchronized void move(String updateId, UpdateState state, String error) throws IOException {
    boolean forgotten = !state.isActive() && processes.remove(updateId) != null;
    PipelineUpdate update = updates.get(updateId);
    if (update == null) {
      if (forgotten) {
        save();
      }
      return;
    }
    updates.put(updateId, update.with(state));
    events.add(PipelineEvent.of(update.with(state), error, clock.instant()));
    save();
  }

  synchronized Optional<PipelineUpdate> active(String pipelineId) {
    return updates(pipelineId).stream().filter(update -> update.state().isActive()).findFirst();
  }

  /** Returns the updates of a pipeline, newest first. */
  synchronized List<PipelineUpdate> updates(String pipelineId) {
    return newestFirst(
        updates.values().stream()
            .filter(update -> update.pipelineId().equals(pipelineId))
            .toList());
  }

  /** Returns the events of a pipeline, newest first. */
  synchronized List<JsonObject> events(String pipelineId) {
    return newestFirst(
        events.stream().filter(event -> PipelineEvent.pipeline(event).equals(pipelineId)).toList());
  }

  private static <T> List<T> newestFirst(List<T> oldestFirst) {
    List<T> list = new ArrayList<>(oldestFirst);
    Collections.reverse(list);
    return list;
  }

  private void save() throws IOException {
    JsonObject state = new JsonObject();
    JsonArray ofPipelines = new JsonArray();
    pipelines.values().forEach(pipeline -> ofPipelines.add(pipeline.state()));
    JsonArray ofUpdates = new JsonArray();
    updates.values().forEach(update -> ofUpdates.add(update.json()));
    JsonArray ofEvents = new JsonArray();
    events.forEach(ofEvents::add);
    JsonArray ofProcesses = new JsonArray();
    processes.values().forEach(ofProcesses::add);
    state.add("processes", ofProcesses);
    JsonObject ofPermissions = new JsonObject();
    permissions.forEach(
        (id, levels) -> {
          JsonObject json = new JsonObject();
          levels.forEach((name, level) -> json.addProperty(name, level.name()));
          ofPermissions.add(id, json);
        });
    state.add("permissions", ofPermissions);
    state.add("pipelines", ofPipelines);
    state.add("updates", ofUpdates);
    state.add("events", ofEvents);
    file.write(state);
  }
}
