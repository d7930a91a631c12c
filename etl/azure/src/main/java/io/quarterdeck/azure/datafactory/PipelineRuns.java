package io.quarterdeck.azure.datafactory;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Starts pipelines, and waits for their ends.
 *
 * @param client the client of the factory
 * @param pause the time between two requests for the state of a run
 */
public record PipelineRuns(FactoryClient client, Duration pause) {
  private static final Set<String> ACTIVE = Set.of("Queued", "InProgress", "Canceling");

  /**
   * A finished run.
   *
   * @param status {@code Succeeded}, {@code Failed} or {@code Cancelled}
   * @param message why it failed; empty if it succeeded
   * @param activities a line for each activity
   */
  public record Finished(String runId, String status, String message, List<String> activities) {
    public Finished {
      activities = List.copyOf(activities);
    }

    /** Returns whether the run succeeded. */
    public boolean isSuccess() {
      return status.equals("Succeeded");
    }
  }

  /**
   * Starts a run.
   *
   * @param parameters the values of parameters; the others have their defaults
   * @return the id of the run
   */
  public String start(String pipeline, Map<String, String> parameters) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    parameters.forEach(body::put);
    return client
        .require(HttpMethod.POST, "/pipelines/" + pipeline + "/createRun", Map.of(), body)
        .path("runId")
        .asText();
  }

  /** Cancels a run, with the runs that it started. */
  public void cancel(String runId) {
    client.require(
        HttpMethod.POST, "/pipelineruns/" + runId + "/cancel", Map.of("isRecursive", "true"), null);
  }

  /**
   * Waits for the end of a run, and shows its activities.
   *
   * @throws InterruptedException if the thread is interrupted; the run continues then
   */
  public Finished follow(String runId, Progress progress) throws InterruptedException {
    while (true) {
      JsonNode run = client.require(HttpMethod.GET, "/pipelineruns/" + runId, Map.of(), null);
      List<String> activities = activities(runId);
      if (!ACTIVE.contains(run.path("status").asText())) {
        return new Finished(
            runId, run.path("status").asText(), run.path("message").asText(), activities);
      }
      progress.phase(
          run.path("pipelineName").asText()
              + (activities.isEmpty() ? "" : ": " + activities.get(activities.size() - 1)));
      TimeUnit.MILLISECONDS.sleep(pause.toMillis());
    }
  }

  /**
   * Runs a pipeline to its end.
   *
   * @throws Failure if it does not succeed
   */
  public Finished run(String pipeline, Map<String, String> parameters, Progress progress)
      throws InterruptedException {
    Finished finished = follow(start(pipeline, parameters), progress);
    if (!finished.isSuccess()) {
      throw Failure.of(
          "Cannot complete the pipeline %s of the data factory %s: found the status %s of run %s"
              + " (%s); expected Succeeded. Correct the cause, then run the pipeline again.",
          pipeline, client.name(), finished.status(), finished.runId(), finished.message());
    }
    return finished;
  }

  private List<String> activities(String runId) {
    ObjectNode query = JsonNodeFactory.instance.objectNode();
    Instant now = Instant.now();
    query.put("lastUpdatedAfter", now.minus(Duration.ofDays(45)).toString());
    query.put("lastUpdatedBefore", now.plus(Duration.ofDays(1)).toString());
    List<String> lines = new ArrayList<>();
    client
        .require(HttpMethod.POST, "/pipelineruns/" + runId + "/queryActivityruns", Map.of(), query)
        .path("value")
        .forEach(
            each ->
                lines.add(
                    each.path("activityName").asText() + ": " + each.path("status").asText()));
    return lines;
  }
}
