package io.quarterdeck.local.databricks.runs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.jobs.Job;
import io.quarterdeck.local.http.ApiError;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * A request for a run.
 *
 * @param job the job to run
 * @param trigger {@code ONE_TIME} or {@code PERIODIC}
 * @param triggerTime the time of the trigger, Unix milliseconds
 * @param parameters values that replace the defaults of the job
 * @param token the idempotency token, if any
 * @param queue whether the run may be queued, if specified
 */
record NewRun(
    Job job,
    String trigger,
    long triggerTime,
    Map<String, String> parameters,
    Optional<String> token,
    Optional<Boolean> queue) {

  /** Returns whether the run may wait for other runs of its job. */
  boolean mayWait() {
    JsonObject settings = job.settings();
    return queue.orElseGet(
        () ->
            settings.has("queue")
                && settings.getAsJsonObject("queue").get("enabled").getAsBoolean());
  }

  /**
   * Creates the run without starting it.
   *
   * @param numbers generates unused numbers
   * @throws ApiError if the job does not have one of the parameters
   */
  WorkspaceRun run(LongSupplier numbers, long now) {
    JsonObject settings = job.settings();
    JsonObject run = new JsonObject();
    long id = numbers.getAsLong();
    run.addProperty("job_id", job.id());
    run.addProperty("run_id", id);
    run.addProperty("job_run_id", id);
    run.addProperty("number_in_job", id);
    run.addProperty("original_attempt_run_id", id);
    run.addProperty("attempt_number", 0);
    run.addProperty("creator_user_name", job.creator());
    run.addProperty("run_name", settings.get("name").getAsString());
    run.addProperty("run_type", "JOB_RUN");
    run.addProperty("format", "MULTI_TASK");
    run.addProperty("trigger", trigger);
    run.addProperty("start_time", now);
    run.addProperty("end_time", 0);
    run.addProperty("queue_duration", 0);
    if (settings.has("schedule") && trigger.equals("PERIODIC")) {
      run.add("schedule", settings.get("schedule").deepCopy());
    }
    if (settings.has("job_clusters")) {
      run.add("job_clusters", settings.get("job_clusters").deepCopy());
    }
    JsonArray given = jobParameters(settings);
    if (!given.isEmpty()) {
      run.add("job_parameters", given);
    }
    JsonArray tasks = new JsonArray();
    settings
        .getAsJsonArray("tasks")
        .forEach(task -> tasks.add(attempt(task.getAsJsonObject(), numbers.getAsLong(), 0)));
    run.add("tasks", tasks);
    RunStatus.PENDING.write(run);
    JsonObject kept = new JsonObject();
    kept.add("run", run);
    kept.add("settings", settings);
    kept.addProperty("trigger_time", triggerTime);
    token.ifPresent(text -> kept.addProperty("idempotency_token", text));
    return WorkspaceRun.of(kept);
  }

  /** Creates an attempt that has not started. */
  static JsonObject attempt(JsonObject task, long id, int number) {
    JsonObject attempt = task.deepCopy();
    attempt.addProperty("run_id", id);
    attempt.addProperty("attempt_number", number);
    attempt.addProperty("start_time", 0);
    attempt.addProperty("end_time", 0);
    attempt.addProperty("setup_duration", 0);
    attempt.addProperty("execution_duration", 0);
    attempt.addProperty("cleanup_duration", 0);
    (task.has("depends_on") ? RunStatus.BLOCKED : RunStatus.PENDING).write(attempt);
    return attempt;
  }

  private JsonArray jobParameters(JsonObject settings) {
    JsonArray all = new JsonArray();
    Set<String> unknown = new TreeSet<>(parameters.keySet());
    if (settings.has("parameters")) {
      settings
          .getAsJsonArray("parameters")
          .forEach(
              element -> {
                JsonObject parameter = element.getAsJsonObject().deepCopy();
                String name = parameter.get("name").getAsString();
                if (unknown.remove(name)) {
                  parameter.addProperty("value", parameters.get(name));
                }
                all.add(parameter);
              });
    }
    if (!unknown.isEmpty()) {
      throw DatabricksErrors.invalid(
          "Cannot run the job: found job parameters "
              + unknown
              + "; expected only parameters of the job.");
    }
    return all;
  }
}
