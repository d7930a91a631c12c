package io.quarterdeck.azure.datafactory;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A run of an activity (REST reference of Data Factory, "Activity Runs - Query By Pipeline Run").
 * Each attempt at an activity is a run.
 *
 * @param id identifies the run
 * @param name the name of the activity
 * @param type the type, for example {@code Copy}
 * @param status the status, for example {@code Succeeded}
 * @param output the output; an empty object if there is none yet
 * @param error the message of the error; empty if there is none
 * @param retry 0 for the first attempt
 */
public record ActivityRun(
    String id, String name, String type, String status, JsonNode output, String error, int retry) {
  /** The activities that contain others. They fail because of one that they contain. */
  private static final Set<String> CONTAINERS = Set.of("IfCondition", "ForEach", "ExecutePipeline");

  static ActivityRun of(JsonNode run) {
    return new ActivityRun(
        run.path("activityRunId").asText(),
        run.path("activityName").asText(),
        run.path("activityType").asText(),
        run.path("status").asText(),
        run.path("output"),
        run.path("error").path("message").asText(),
        run.path("retryAttempt").asInt());
  }

  boolean isFailed() {
    return status.equals("Failed");
  }

  /** Returns whether another run is the next attempt at the same activity. */
  boolean isRepeatedBy(ActivityRun other) {
    return name.equals(other.name) && other.retry == retry + 1;
  }

  /** Returns whether the activity waits for the end of a Databricks job. */
  boolean isWaitingForJob() {
    return type.equals("DatabricksJob") && PipelineRuns.ACTIVE.contains(status);
  }

  boolean isContainer() {
    return CONTAINERS.contains(type);
  }

  /** Returns whether the run ended with success. */
  public boolean isSucceeded() {
    return status.equals("Succeeded");
  }

  /** Returns the number of rows that a copy wrote; zero for other activities. */
  public long rows() {
    return output.path("rowsCopied").asLong();
  }

  /** Returns the activity and its status. */
  String line() {
    return name + ": " + status;
  }

  /** Returns what a copy of rows did; empty for other activities. */
  List<String> result() {
    // A copy of whole files has no rows.
    return output.has("rowsCopied")
        ? List.of(
            String.format(
                Locale.ROOT,
                "%s: %,d rows, %,d bytes written",
                name,
                rows(),
                output.path("dataWritten").asLong()))
        : List.of();
  }
}
