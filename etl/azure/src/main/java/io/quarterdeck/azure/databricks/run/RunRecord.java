package io.quarterdeck.azure.databricks.run;

import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.JobCluster;
import io.quarterdeck.azure.databricks.job.JobDefinition;
import io.quarterdeck.contract.CorrelationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A run of the job, as the workspace reports it.
 *
 * @param id the run's id
 * @param state the current state
 * @param trigger the workspace's name of the trigger, such as {@code periodic} or {@code one time}
 * @param parameters the job parameters that have a value
 * @param started the time of the start request
 * @param duration the time from the start request to the end or to now, including queueing and
 *     cluster start
 * @param units the estimated DBUs
 * @param link the URL of the run's page
 */
public record RunRecord(
    long id,
    TaskState state,
    String trigger,
    Map<String, String> parameters,
    Instant started,
    Duration duration,
    OptionalDouble units,
    String link) {
  static RunRecord of(BaseRun run, Instant now) {
    Instant started = Instant.ofEpochMilli(run.getStartTime());
    boolean ended = run.getEndTime() != null && run.getEndTime() > 0;
    Duration duration =
        Duration.between(started, ended ? Instant.ofEpochMilli(run.getEndTime()) : now);
    Duration queued = Duration.ofMillis(Optional.ofNullable(run.getQueueDuration()).orElse(0L));
    return new RunRecord(
        run.getRunId(),
        TaskState.of(run.getState()),
        run.getTrigger() == null
            ? "-"
            : run.getTrigger().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
        parameters(run),
        started,
        duration,
        cluster(run)
            .map(cluster -> DatabricksUnits.of(cluster, duration.minus(queued)))
            .orElse(OptionalDouble.empty()),
        String.valueOf(run.getRunPageUrl()));
  }

  /** Returns the quarter of the run, if any. */
  public Optional<String> quarter() {
    return Optional.ofNullable(parameters.get(JobDefinition.QUARTER));
  }

  /** Returns the correlation id of the command that started the run, if a command did. */
  public Optional<String> correlationId() {
    return Optional.ofNullable(parameters.get(CorrelationId.PARAMETER));
  }

  private static Map<String, String> parameters(BaseRun run) {
    Map<String, String> parameters = new TreeMap<>();
    Optional.ofNullable(run.getJobParameters()).stream()
        .flatMap(all -> all.stream())
        .filter(parameter -> parameter.getValue() != null && !parameter.getValue().isBlank())
        .forEach(parameter -> parameters.put(parameter.getName(), parameter.getValue()));
    return parameters;
  }

  private static Optional<ClusterSpec> cluster(BaseRun run) {
    List<JobCluster> clusters =
        Optional.ofNullable(run.getJobClusters()).map(List::copyOf).orElse(List.of());
    return clusters.stream().map(JobCluster::getNewCluster).filter(Objects::nonNull).findFirst();
  }
}
