package io.quarterdeck.azure.databricks.run;

import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.JobCluster;
import com.databricks.sdk.service.jobs.JobParameter;
import io.quarterdeck.azure.databricks.job.JobDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run of the job, as the workspace reports it.
 *
 * @param id the run's id
 * @param state the current state
 * @param trigger the workspace's name of the trigger, such as {@code periodic} or {@code one time}
 * @param quarter the quarter of the run, if any
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
    Optional<String> quarter,
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
        quarter(run),
        started,
        duration,
        cluster(run)
            .map(cluster -> DatabricksUnits.of(cluster, duration.minus(queued)))
            .orElse(OptionalDouble.empty()),
        String.valueOf(run.getRunPageUrl()));
  }

  private static Optional<String> quarter(BaseRun run) {
    return Optional.ofNullable(run.getJobParameters()).stream()
        .flatMap(parameters -> parameters.stream())
        .filter(parameter -> JobDefinition.QUARTER.equals(parameter.getName()))
        .map(JobParameter::getValue)
        .filter(Objects::nonNull)
        .filter(value -> !value.isBlank())
        .findFirst();
  }

  private static Optional<ClusterSpec> cluster(BaseRun run) {
    List<JobCluster> clusters =
        Optional.ofNullable(run.getJobClusters()).map(List::copyOf).orElse(List.of());
    return clusters.stream().map(JobCluster::getNewCluster).filter(Objects::nonNull).findFirst();
  }
}
