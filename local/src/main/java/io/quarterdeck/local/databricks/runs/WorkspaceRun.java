package io.quarterdeck.local.databricks.runs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.task.KeptProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stored run: the fields that the API returns, the settings of its job at the time of the
 * request, and internal fields. Thread-safe.
 */
final class WorkspaceRun {
  private final JsonObject kept;
  private final JsonObject json;

  private WorkspaceRun(JsonObject kept) {
    this.kept = kept;
    this.json = kept.getAsJsonObject("run");
  }

  static WorkspaceRun of(JsonObject kept) {
    return new WorkspaceRun(kept);
  }

  long id() {
    return json.get("run_id").getAsLong();
  }

  long jobId() {
    return json.get("job_id").getAsLong();
  }

  long startTime() {
    return json.get("start_time").getAsLong();
  }

  /**
   * Returns the time of the trigger, Unix milliseconds. For a schedule, this is the scheduled time.
   */
  long triggerTime() {
    return kept.get("trigger_time").getAsLong();
  }

  String triggerType() {
    return json.get("trigger").getAsString();
  }

  /** Returns the settings of the job; must not be changed. */
  JsonObject settings() {
    return kept.getAsJsonObject("settings");
  }

  boolean hasToken(String token) {
    return kept.has("idempotency_token")
        && kept.get("idempotency_token").getAsString().equals(token);
  }

  Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (json.has("job_parameters")) {
      for (JsonElement element : json.getAsJsonArray("job_parameters")) {
        JsonObject parameter = element.getAsJsonObject();
        String value = parameter.has("value") ? "value" : "default";
        parameters.put(parameter.get("name").getAsString(), parameter.get(value).getAsString());
      }
    }
    return parameters;
  }

  synchronized String state() {
    return json.getAsJsonObject("status").get("state").getAsString();
  }

  boolean active() {
    return !state().equals("TERMINATED");
  }

  boolean queued() {
    return state().equals("QUEUED");
  }

  synchronized void set(RunStatus status) {
    status.write(json);
  }

  /** Marks the run as terminating, unless it has ended. */
  synchronized void terminate() {
    if (active()) {
      RunStatus.TERMINATING.write(json);
    }
  }

  /** Removes the run from the queue if it is queued, and starts it. */
  synchronized void begin(long now) {
    json.addProperty("queue_duration", now - startTime());
    RunStatus.RUNNING.write(json);
  }

  synchronized void end(RunEnd outcome, String message, long now) {
    json.addProperty("end_time", now);
    json.addProperty("run_duration", now - startTime());
    outcome.status(message).write(json);
  }

  /** Returns all attempts at all tasks, in the order of their creation. */
  synchronized List<Attempt> attempts() {
    List<Attempt> attempts = new ArrayList<>();
    for (JsonElement element : json.getAsJsonArray("tasks")) {
      attempts.add(new Attempt(this, element.getAsJsonObject()));
    }
    return attempts;
  }

  Optional<Attempt> attempt(long id) {
    return attempts().stream().filter(attempt -> attempt.id() == id).findFirst();
  }

  /** Returns the newest attempt at the task. */
  Attempt last(String taskKey) {
    return attempts().stream()
        .filter(attempt -> attempt.taskKey().equals(taskKey))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  synchronized Attempt add(JsonObject attempt) {
    JsonArray tasks = json.getAsJsonArray("tasks");
    tasks.add(attempt);
    return new Attempt(this, attempt);
  }

  /** Stores the process of an attempt, so that a later emulator process can find it. */
  synchronized void remember(Attempt attempt, ProcessHandle process) {
    JsonObject processes = new JsonObject();
    if (kept.has("processes")) {
      processes = kept.getAsJsonObject("processes");
    }
    processes.add(String.valueOf(attempt.id()), KeptProcess.of(process));
    kept.add("processes", processes);
  }

  /**
   * Returns the processes of the run that are still running although the emulator process that
   * started them has ended.
   */
  synchronized List<ProcessHandle> leftovers() {
    List<ProcessHandle> alive = new ArrayList<>();
    if (kept.has("processes")) {
      for (Map.Entry<String, JsonElement> entry : kept.getAsJsonObject("processes").entrySet()) {
        KeptProcess.find(entry.getValue().getAsJsonObject()).ifPresent(alive::add);
      }
    }
    return alive;
  }

  /** Returns a copy of the fields that the API returns. */
  synchronized JsonObject shown() {
    return json.deepCopy();
  }

  /** Returns a copy of all stored fields. */
  synchronized JsonObject kept() {
    return kept.deepCopy();
  }
}
