package io.quarterdeck.local.datafactory.run;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run of a pipeline with the runs of its activities, as Azure returns them (REST reference,
 * "Pipeline Runs - Get" and "Activity Runs - Query By Pipeline Run"). Thread-safe.
 */
final class PipelineRun {
  private static final String STATUS = "status";

  private final JsonObject kept;

  private PipelineRun(JsonObject kept) {
    this.kept = kept;
  }

  /**
   * Creates a run that has not started.
   *
   * @param factoryId the resource id of the factory
   * @param group the id of the first run of its reruns
   */
  static PipelineRun queued(
      String factoryId, String id, String group, String pipeline, Started started, Instant now) {
    JsonObject run = new JsonObject();
    run.addProperty("id", factoryId + "/pipelineruns/" + id);
    run.addProperty("runId", id);
    run.addProperty("runGroupId", group);
    run.addProperty("isLatest", true);
    run.addProperty("pipelineName", pipeline);
    run.add("parameters", started.parameters());
    run.add("invokedBy", started.invokedBy());
    run.add("runDimensions", new JsonObject());
    run.addProperty("runStart", now.toString());
    run.addProperty("lastUpdated", now.toString());
    run.addProperty(STATUS, FactoryRunStatus.QUEUED.azureName());
    run.addProperty("message", "");
    JsonObject kept = new JsonObject();
    kept.addProperty("factory", factoryId);
    kept.add("run", run);
    kept.add("activities", new JsonArray());
    return new PipelineRun(kept);
  }

  static PipelineRun read(JsonObject kept) {
    return new PipelineRun(kept);
  }

  /**
   * How a run started.
   *
   * @param parameters the values of all parameters
   * @param invokedBy who or what started it, as Azure returns it
   */
  record Started(JsonObject parameters, JsonObject invokedBy) {}

  synchronized JsonObject kept() {
    return kept.deepCopy();
  }

  /** Returns the run as Azure does, without its activities. */
  synchronized JsonObject json() {
    return run().deepCopy();
  }

  synchronized List<JsonObject> activities() {
    return kept.getAsJsonArray("activities").deepCopy().asList().stream()
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  private JsonObject run() {
    return kept.getAsJsonObject("run");
  }

  private synchronized String text(String field) {
    return run().get(field).getAsString();
  }

  String id() {
    return text("runId");
  }

  String group() {
    return text("runGroupId");
  }

  String pipeline() {
    return text("pipelineName");
  }

  synchronized String factory() {
    return kept.get("factory").getAsString();
  }

  Instant updated() {
    return Instant.parse(text("lastUpdated"));
  }

  Instant start() {
    return Instant.parse(text("runStart"));
  }

  FactoryRunStatus status() {
    return FactoryRunStatus.of(text(STATUS));
  }

  String message() {
    return text("message");
  }

  synchronized JsonObject parameters() {
    return run().getAsJsonObject("parameters").deepCopy();
  }

  synchronized JsonObject invokedBy() {
    return run().getAsJsonObject("invokedBy").deepCopy();
  }

  synchronized void replaced() {
    run().addProperty("isLatest", false);
  }

  synchronized void begin(Instant now) {
    run().addProperty("runStart", now.toString());
    state(FactoryRunStatus.IN_PROGRESS, "", now);
  }

  private void state(FactoryRunStatus status, String message, Instant now) {
    run().addProperty(STATUS, status.azureName());
    run().addProperty("message", message);
    run().addProperty("lastUpdated", now.toString());
  }

  synchronized void end(FactoryRunStatus status, String message, Instant now) {
    state(status, message, now);
    run().addProperty("runEnd", now.toString());
    run().addProperty("durationInMs", Duration.between(start(), now).toMillis());
    for (JsonElement each : kept.getAsJsonArray("activities")) {
      JsonObject activity = each.getAsJsonObject();
      if (!FactoryRunStatus.of(activity.get(STATUS).getAsString()).isFinal()) {
        endActivity(activity, status, now);
      }
    }
  }

  /** Adds an activity run that was skipped. */
  synchronized void skip(String activityRunId, JsonObject activity, Instant now) {
    add(activityRunId, activity, 0, FactoryRunStatus.SKIPPED, now);
  }

  /**
   * Adds an activity run that is in progress.
   *
   * @param retry 0 for the first attempt; each further attempt has an activity run of its own
   */
  synchronized void begin(String activityRunId, JsonObject activity, int retry, Instant now) {
    add(activityRunId, activity, retry, FactoryRunStatus.IN_PROGRESS, now);
  }

  private void add(
      String activityRunId, JsonObject activity, int retry, FactoryRunStatus status, Instant now) {
    JsonObject record = new JsonObject();
    record.addProperty("activityRunId", activityRunId);
    record.addProperty("pipelineRunId", id());
    record.addProperty("pipelineName", pipeline());
    record.add("activityName", activity.get("name"));
    record.add("activityType", activity.get("type"));
    if (activity.has("linkedServiceName")) {
      record.add(
          "linkedServiceName", activity.getAsJsonObject("linkedServiceName").get("referenceName"));
    }
    record.addProperty(STATUS, status.azureName());
    record.addProperty("activityRunStart", now.toString());
    record.add("input", new JsonObject());
    record.add("output", new JsonObject());
    record.add("error", error("", "", activity.get("name").getAsString()));
    // Null for the first attempt (Microsoft Learn, "Quickstart: Create an Azure Data Factory and
    // pipeline by using the REST API", section "Monitor pipeline").
    record.add("retryAttempt", retry == 0 ? JsonNull.INSTANCE : new JsonPrimitive(retry));
    kept.getAsJsonArray("activities").add(record);
    run().addProperty("lastUpdated", now.toString());
  }

  /** Ends an activity run; {@code failure} is empty if it succeeded. */
  synchronized void endActivity(
      String activityRunId, JsonObject output, Optional<Failed> failure, Instant now) {
    for (JsonElement each : kept.getAsJsonArray("activities")) {
      JsonObject activity = each.getAsJsonObject();
      // A cancelled run has ended its activities already.
      if (activity.get("activityRunId").getAsString().equals(activityRunId)
          && !FactoryRunStatus.of(activity.get(STATUS).getAsString()).isFinal()) {
        activity.add("output", output);
        failure.ifPresent(
            failed ->
                activity.add(
                    "error",
                    error(
                        failed.code(),
                        failed.message(),
                        activity.get("activityName").getAsString())));
        endActivity(
            activity,
            failure.isPresent() ? FactoryRunStatus.FAILED : FactoryRunStatus.SUCCEEDED,
            now);
      }
    }
    run().addProperty("lastUpdated", now.toString());
  }

  private static void endActivity(JsonObject activity, FactoryRunStatus status, Instant now) {
    activity.addProperty(STATUS, status.azureName());
    activity.addProperty("activityRunEnd", now.toString());
    Instant start = Instant.parse(activity.get("activityRunStart").getAsString());
    activity.addProperty("durationInMs", Duration.between(start, now).toMillis());
  }

  /**
   * Why an activity failed.
   *
   * @param code the error code
   */
  record Failed(String code, String message) {}

  private static JsonObject error(String code, String message, String target) {
    JsonObject error = new JsonObject();
    error.addProperty("errorCode", code);
    error.addProperty("message", message);
    error.addProperty("failureType", code.isEmpty() ? "" : "UserError");
    error.addProperty("target", target);
    error.addProperty("details", "");
    return error;
  }
}
