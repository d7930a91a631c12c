package io.quarterdeck.local.databricks.runs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.jobs.Job;
import io.quarterdeck.local.databricks.wire.ApiError;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * A run that is asked for.
 *
 * @param job what to run
 * @param trigger {@code ONE_TIME} or {@code PERIODIC}
 * @param triggerTime when it was triggered, Unix milliseconds
 * @param parameters values in place of the job's defaults
 * @param token the idempotency token, if there is one
 * @param queue whether it may wait, if that is said
 */
record NewRun(
    Job job,
    String trigger,
    long triggerTime,
    Map<String, String> parameters,
    Optional<String> token,
    Optional<Boolean> queue) {

  /** Whether it may wait for others of its job. */
  boolean mayWait() {
    JsonObject settings = job.settings();
    return queue.orElseGet(
        () ->
            settings.has("queue")
                && settings.getAsJsonObject("queue").get("enabled").getAsBoolean());
  }

  /**
   * The run, not begun.
   *
   * @param numbers fresh numbers
   * @throws ApiError when a parameter is none of the job's
   */
  Run run(LongSupplier numbers, long now) {
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
    Status.PENDING.write(run);
    JsonObject kept = new JsonObject();
    kept.add("run", run);
    kept.add("settings", settings);
    kept.addProperty("trigger_time", triggerTime);
    token.ifPresent(text -> kept.addProperty("idempotency_token", text));
    return Run.of(kept);
  }

  /** An attempt that has not begun. */
  static JsonObject attempt(JsonObject task, long id, int number) {
    JsonObject attempt = task.deepCopy();
    attempt.addProperty("run_id", id);
    attempt.addProperty("attempt_number", number);
    attempt.addProperty("start_time", 0);
    attempt.addProperty("end_time", 0);
    attempt.addProperty("setup_duration", 0);
    attempt.addProperty("execution_duration", 0);
    attempt.addProperty("cleanup_duration", 0);
    (task.has("depends_on") ? Status.BLOCKED : Status.PENDING).write(attempt);
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
      throw ApiError.invalid(
          "Cannot run the job: found job parameters "
              + unknown
              + "; expected only those that the job has.");
    }
    return all;
  }
}
