package io.quarterdeck.local.databricks.runs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run, as it is kept: what the API shows of it, the settings that its job had when it was asked
 * for, and what is nobody's business. Thread-safe.
 */
final class Run {
  private final JsonObject kept;
  private final JsonObject json;

  private Run(JsonObject kept) {
    this.kept = kept;
    this.json = kept.getAsJsonObject("run");
  }

  static Run of(JsonObject kept) {
    return new Run(kept);
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

  /** When it was triggered: for a schedule the time that was to be, Unix milliseconds. */
  long triggerTime() {
    return kept.get("trigger_time").getAsLong();
  }

  String triggerType() {
    return json.get("trigger").getAsString();
  }

  /** The settings of its job; not to be changed. */
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

  synchronized void set(Status status) {
    status.write(json);
  }

  /** It is to end, unless it has by now. */
  synchronized void terminate() {
    if (active()) {
      Status.TERMINATING.write(json);
    }
  }

  /** It leaves the queue, or never was in it. */
  synchronized void begin(long now) {
    json.addProperty("queue_duration", now - startTime());
    Status.RUNNING.write(json);
  }

  synchronized void end(Outcome outcome, String message, long now) {
    json.addProperty("end_time", now);
    json.addProperty("run_duration", now - startTime());
    outcome.status(message).write(json);
  }

  /** All attempts at all tasks, in the order in which they were made. */
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

  /** The newest attempt at the task. */
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

  /** The process of an attempt, so that it can be found when this process is gone. */
  synchronized void remember(Attempt attempt, ProcessHandle process) {
    JsonObject processes = new JsonObject();
    if (kept.has("processes")) {
      processes = kept.getAsJsonObject("processes");
    }
    JsonObject one = new JsonObject();
    one.addProperty("pid", process.pid());
    process
        .info()
        .startInstant()
        .ifPresent(start -> one.addProperty("start", start.toEpochMilli()));
    processes.add(String.valueOf(attempt.id()), one);
    kept.add("processes", processes);
  }

  /** Processes of it that still run though the process that had started them is gone. */
  synchronized List<ProcessHandle> leftovers() {
    List<ProcessHandle> alive = new ArrayList<>();
    if (kept.has("processes")) {
      for (Map.Entry<String, JsonElement> entry : kept.getAsJsonObject("processes").entrySet()) {
        JsonObject one = entry.getValue().getAsJsonObject();
        ProcessHandle.of(one.get("pid").getAsLong())
            .filter(process -> sameStart(process, one))
            .ifPresent(alive::add);
      }
    }
    return alive;
  }

  /** A number is given to another process one day; its start is not. */
  private static boolean sameStart(ProcessHandle process, JsonObject one) {
    return one.has("start")
        && process
            .info()
            .startInstant()
            .filter(start -> start.toEpochMilli() == one.get("start").getAsLong())
            .isPresent();
  }

  /** A copy of what the API shows. */
  synchronized JsonObject shown() {
    return json.deepCopy();
  }

  /** A copy of all that is kept. */
  synchronized JsonObject kept() {
    return kept.deepCopy();
  }
}
