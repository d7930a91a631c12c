package io.quarterdeck.azure.datafactory;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.loader.retry.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Starts pipelines, and waits for their ends.
 *
 * @param client the client of the factory
 * @param backoff the time between two requests for the state of a run
 * @param deadline the time to wait for the end of a run
 */
public record PipelineRuns(FactoryClient client, Backoff backoff, Duration deadline) {
  static final Set<String> ACTIVE = Set.of("Queued", "InProgress", "Canceling");

  /** Data Factory keeps runs for 45 days ("Monitor Data Factory"). */
  private static final Duration KEPT = Duration.ofDays(45);

  /** Shows the run of the Databricks job for which an activity waits. */
  @FunctionalInterface
  public interface JobDisplay {
    /** Does not show jobs. */
    JobDisplay NONE = () -> {};

    /** Shows the run, and may wait for its end. Called again as long as the activity waits. */
    void show();
  }

  /**
   * A finished run.
   *
   * @param status {@code Succeeded}, {@code Failed} or {@code Cancelled}
   * @param message why it failed; empty if it succeeded
   * @param runs the runs of its activities
   */
  public record Finished(
      String pipeline, String runId, String status, String message, List<ActivityRun> runs) {
    public Finished {
      runs = List.copyOf(runs);
    }

    /** Returns whether the run succeeded. */
    public boolean isSuccess() {
      return status.equals("Succeeded");
    }

    /** Returns a line for each activity. */
    public List<String> activities() {
      return runs.stream().map(ActivityRun::line).toList();
    }

    /** Returns the number of rows that all copies wrote. */
    public long rows() {
      return runs.stream().filter(ActivityRun::isSucceeded).mapToLong(ActivityRun::rows).sum();
    }

    /** Returns the activity that made the run fail, rather than one that contains it. */
    private Optional<ActivityRun> failed() {
      List<ActivityRun> failed =
          runs.stream()
              .filter(ActivityRun::isFailed)
              .filter(each -> runs.stream().noneMatch(each::isRepeatedBy))
              .toList();
      return failed.stream()
          .filter(each -> !each.isContainer())
          .findFirst()
          .or(() -> failed.stream().findFirst());
    }

    private String cause() {
      return failed()
          .map(each -> " in the activity " + each.name() + ": " + each.error())
          .orElse(message.isEmpty() ? "" : ": " + message)
          .replaceFirst("[.\\s]+$", "");
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

  /**
   * Returns the run of a pipeline that has not ended and has these parameters, if there is one. A
   * command that was interrupted waits for this run, and does not start another one.
   */
  public Optional<String> active(String pipeline, Map<String, String> parameters) {
    ObjectNode query = period();
    ArrayNode filters = query.putArray("filters");
    filter(filters, "PipelineName", List.of(pipeline));
    filter(filters, "Status", List.of("Queued", "InProgress"));
    List<String> found = new ArrayList<>();
    client
        .require(HttpMethod.POST, "/queryPipelineRuns", Map.of(), query)
        .path("value")
        .forEach(
            run -> {
              boolean fits =
                  parameters.entrySet().stream()
                      .allMatch(
                          each ->
                              run.path("parameters")
                                  .path(each.getKey())
                                  .asText()
                                  .equals(each.getValue()));
              if (fits) {
                found.add(run.path("runId").asText());
              }
            });
    return found.stream().findFirst();
  }

  private static void filter(ArrayNode filters, String operand, List<String> values) {
    ObjectNode filter = filters.addObject();
    filter.put("operand", operand);
    filter.put("operator", values.size() == 1 ? "Equals" : "In");
    ArrayNode list = filter.putArray("values");
    values.forEach(list::add);
  }

  /** Cancels a run, with the runs that it started. */
  public void cancel(String runId) {
    client.require(
        HttpMethod.POST, "/pipelineruns/" + runId + "/cancel", Map.of("isRecursive", "true"), null);
  }

  /**
   * Waits for the end of a run with any result, and shows its activities.
   *
   * @throws Failure if the run does not end before the deadline, or the wait is interrupted; the
   *     run continues then
   */
  public Finished follow(String runId, JobDisplay job, Progress progress) {
    Set<String> told = new HashSet<>();
    return Retry.with(backoff)
        .within(deadline, Retry.Start.FIRST_ATTEMPT)
        .poll(left -> ended(runId, told, job, progress))
        .orElseThrow(
            () ->
                Failure.of(
                    "Cannot wait for the run %s of the data factory %s any longer: it has not"
                        + " ended; expected its end within %d s (--deadline). The run goes on. Run"
                        + " this again to wait for it.",
                    runId, client.name(), deadline.toSeconds()));
  }

  private Optional<Finished> ended(
      String runId, Set<String> told, JobDisplay job, Progress progress) {
    JsonNode run = client.require(HttpMethod.GET, "/pipelineruns/" + runId, Map.of(), null);
    String pipeline = run.path("pipelineName").asText();
    if (told.add(runId)) {
      progress.note("pipeline " + pipeline + ": run " + runId);
    }
    List<ActivityRun> activities = activities(runId);
    activities.stream()
        .filter(each -> !each.result().isEmpty() && told.add(each.id()))
        .forEach(each -> each.result().forEach(progress::note));
    String status = run.path("status").asText();
    if (ACTIVE.contains(status)) {
      progress.phase(pipeline + ": " + current(activities));
      if (activities.stream().anyMatch(ActivityRun::isWaitingForJob)) {
        job.show();
      }
      return Optional.empty();
    }
    return Optional.of(
        new Finished(pipeline, runId, status, run.path("message").asText(), activities));
  }

  /** Returns the activity that is in progress and contains no other one. */
  private static String current(List<ActivityRun> activities) {
    return activities.stream()
        .filter(each -> ACTIVE.contains(each.status()))
        .reduce((first, second) -> second)
        .or(() -> activities.stream().reduce((first, second) -> second))
        .map(ActivityRun::line)
        .orElse("waits for its start");
  }

  /**
   * Waits for the success of a run.
   *
   * @throws Failure if the run ends otherwise; the message names the pipeline, the run, the
   *     activity and its error
   */
  public Finished awaitSuccess(String runId, JobDisplay job, Progress progress) {
    Finished finished = follow(runId, job, progress);
    if (!finished.isSuccess()) {
      throw Failure.of(
          "Cannot complete the pipeline %s of the data factory %s: run %s ended with %s%s; expected"
              + " Succeeded. Correct the cause, then run this again.",
          finished.pipeline(), client.name(), runId, finished.status(), finished.cause());
    }
    return finished;
  }

  private List<ActivityRun> activities(String runId) {
    List<ActivityRun> runs = new ArrayList<>();
    client
        .require(
            HttpMethod.POST, "/pipelineruns/" + runId + "/queryActivityruns", Map.of(), period())
        .path("value")
        .forEach(each -> runs.add(ActivityRun.of(each)));
    return runs;
  }

  private static ObjectNode period() {
    ObjectNode query = JsonNodeFactory.instance.objectNode();
    Instant now = Instant.now();
    query.put("lastUpdatedAfter", now.minus(KEPT).toString());
    query.put("lastUpdatedBefore", now.plus(Duration.ofDays(1)).toString());
    return query;
  }
}
