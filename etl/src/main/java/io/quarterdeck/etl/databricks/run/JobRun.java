package io.quarterdeck.etl.databricks.run;

import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.jobs.BaseRun;
import com.databricks.sdk.service.jobs.JobCluster;
import com.databricks.sdk.service.jobs.JobParameter;
import io.quarterdeck.etl.databricks.job.JobDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One run of the job, as the workspace tells it.
 *
 * @param id its id
 * @param state where it stands
 * @param trigger what started it, in the workspace's words: {@code periodic}, {@code one time}
 * @param quarter the quarter that it was started for
 * @param started when it was asked for
 * @param duration how long it took, or has taken so far, with the queue and the cluster's start
 * @param units an estimate of what it is billed, in DBUs
 * @param link its page
 */
public record JobRun(
    long id,
    TaskState state,
    String trigger,
    Optional<String> quarter,
    Instant started,
    Duration duration,
    OptionalDouble units,
    String link) {
  static JobRun of(BaseRun run, Instant now) {
    Instant started = Instant.ofEpochMilli(run.getStartTime());
    boolean ended = run.getEndTime() != null && run.getEndTime() > 0;
    Duration duration =
        Duration.between(started, ended ? Instant.ofEpochMilli(run.getEndTime()) : now);
    Duration queued = Duration.ofMillis(Optional.ofNullable(run.getQueueDuration()).orElse(0L));
    return new JobRun(
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
