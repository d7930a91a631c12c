package io.quarterdeck.local.databricks.runs;

import com.google.gson.JsonObject;

/** One attempt at a task of a run: an entry in the {@code tasks} of the run. Guarded by its run. */
final class Attempt {
  private final WorkspaceRun run;
  private final JsonObject json;

  Attempt(WorkspaceRun run, JsonObject json) {
    this.run = run;
    this.json = json;
  }

  WorkspaceRun run() {
    return run;
  }

  long id() {
    return json.get("run_id").getAsLong();
  }

  String taskKey() {
    return json.get("task_key").getAsString();
  }

  int number() {
    return json.get("attempt_number").getAsInt();
  }

  JsonObject json() {
    return json;
  }

  boolean ended() {
    synchronized (run) {
      return json.has("end_time") && json.get("end_time").getAsLong() > 0;
    }
  }

  /** Sets the status while the attempt is running. */
  void set(RunStatus status) {
    synchronized (run) {
      status.write(json);
    }
  }

  /** The attempt starts its setup. */
  void begin(long now) {
    synchronized (run) {
      json.addProperty("start_time", now);
      RunStatus.PENDING.write(json);
    }
  }

  /** The process of the attempt has started. */
  void running(long now) {
    synchronized (run) {
      json.addProperty("setup_duration", now - json.get("start_time").getAsLong());
      RunStatus.RUNNING.write(json);
    }
  }

  /** The attempt has ended. */
  void end(RunEnd outcome, String message, long now) {
    synchronized (run) {
      long start = json.get("start_time").getAsLong();
      if (start == 0) {
        json.addProperty("start_time", now);
        start = now;
      }
      json.addProperty("end_time", now);
      long setup = json.get("setup_duration").getAsLong();
      json.addProperty("execution_duration", now - start - setup);
      json.addProperty("cleanup_duration", 0);
      outcome.status(message).write(json);
    }
  }
}
