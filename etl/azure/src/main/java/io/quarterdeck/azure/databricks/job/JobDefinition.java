package io.quarterdeck.azure.databricks.job;

import com.databricks.sdk.service.compute.Library;
import com.databricks.sdk.service.jobs.CronSchedule;
import com.databricks.sdk.service.jobs.JobCluster;
import com.databricks.sdk.service.jobs.JobEmailNotifications;
import com.databricks.sdk.service.jobs.JobNotificationSettings;
import com.databricks.sdk.service.jobs.JobParameterDefinition;
import com.databricks.sdk.service.jobs.JobRunAs;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.JobsHealthMetric;
import com.databricks.sdk.service.jobs.JobsHealthOperator;
import com.databricks.sdk.service.jobs.JobsHealthRule;
import com.databricks.sdk.service.jobs.JobsHealthRules;
import com.databricks.sdk.service.jobs.PauseStatus;
import com.databricks.sdk.service.jobs.QueueSettings;
import com.databricks.sdk.service.jobs.SparkJarTask;
import com.databricks.sdk.service.jobs.Task;
import com.databricks.sdk.service.jobs.TaskDependency;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Defines the quarterly job of a dataset on a stack. The same inputs always produce the same
 * settings.
 *
 * @param environment the environment of the job
 * @param dataset the dataset
 * @param datasetText the text of the dataset file. The job's arguments contain it, because code in
 *     a JVM on Databricks cannot open a file of the workspace or of a volume
 * @param jar the path of the job's jar in the workspace
 * @param secretScope the secret scope for the database's password
 * @param options the job's options
 */
public record JobDefinition(
    JobEnvironment environment,
    Dataset dataset,
    String datasetText,
    String jar,
    String secretScope,
    JobOptions options) {
  /** The job parameter that selects the quarter to export; empty means all quarters. */
  public static final String QUARTER = "quarter";

  /** The tag that identifies the tool that manages the job. */
  public static final String MANAGED_BY = "managed_by";

  /** The value of {@link #MANAGED_BY} for jobs that {@code register} created. */
  public static final String MANAGED_BY_VALUE = "quarterdeck";

  static final String CLUSTER = "quarterly";

  private static final int RETRIES = 2;

  /**
   * Time for a role assignment, a failover or a spot machine. The local stack needs no such time.
   */
  private static final Duration BETWEEN_RETRIES = Duration.ofMinutes(5);

  private static final Duration BETWEEN_LOCAL_RETRIES = Duration.ofSeconds(2);
  private static final Duration UNUSUAL = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofHours(3);

  /** Returns the job's name, {@code quarterdeck-DATASET-quarterly}. */
  public static String name(Dataset dataset) {
    return "quarterdeck-" + dataset.name() + "-quarterly";
  }

  /** Returns the settings of the job. */
  public JobSettings settings() {
    JobSettings settings =
        new JobSettings()
            .setName(name(dataset))
            .setDescription(
                "Loads the new files in landing/%s/, then exports. Made by quarterdeck register: change the dataset file, not the job."
                    .formatted(dataset.name()))
            .setTags(tags())
            .setTasks(List.of(load(), export(), outcome()))
            .setJobClusters(
                List.of(
                    new JobCluster()
                        .setJobClusterKey(CLUSTER)
                        .setNewCluster(
                            new ClusterDefinition(environment, secretScope, options, tags())
                                .specification())))
            .setParameters(
                List.of(parameter(QUARTER, ""), parameter("max_rejects", options.maximumRejects())))
            .setTimeoutSeconds(LONGEST.toSeconds())
            .setMaxConcurrentRuns(1L)
            .setQueue(new QueueSettings().setEnabled(true))
            .setHealth(health())
            .setEmailNotifications(new JobEmailNotifications().setOnFailure(options.failureMail()))
            .setNotificationSettings(
                new JobNotificationSettings()
                    .setNoAlertForSkippedRuns(true)
                    .setNoAlertForCanceledRuns(true));
    dataset.schedule().ifPresent(schedule -> settings.setSchedule(schedule(schedule)));
    environment
        .runAs()
        .ifPresent(id -> settings.setRunAs(new JobRunAs().setServicePrincipalName(id)));
    return settings;
  }

  private Map<String, String> tags() {
    return Map.of(
        MANAGED_BY, MANAGED_BY_VALUE, "stack", environment.stack(), "dataset", dataset.name());
  }

  private static JobParameterDefinition parameter(String name, String value) {
    return new JobParameterDefinition().setName(name).setDefault(value);
  }

  private static JobsHealthRules health() {
    return new JobsHealthRules()
        .setRules(
            List.of(
                new JobsHealthRule()
                    .setMetric(JobsHealthMetric.RUN_DURATION_SECONDS)
                    .setOp(JobsHealthOperator.GREATER_THAN)
                    .setValue(UNUSUAL.toSeconds())));
  }

  private CronSchedule schedule(Schedule schedule) {
    return new CronSchedule()
        .setQuartzCronExpression(schedule.quartz())
        .setTimezoneId(schedule.timezone())
        .setPauseStatus(
            switch (options.schedule()) {
              case PAUSED -> PauseStatus.PAUSED;
              case RUNNING -> PauseStatus.UNPAUSED;
            });
  }

  private Duration betweenRetries() {
    return environment.isLocal() ? BETWEEN_LOCAL_RETRIES : BETWEEN_RETRIES;
  }

  private Task load() {
    return task(JobProgram.LOAD, TaskArguments.ofLoad(this));
  }

  private Task export() {
    return task(JobProgram.EXPORT, TaskArguments.ofExport(this))
        .setDependsOn(List.of(new TaskDependency().setTaskKey(JobProgram.LOAD.task())));
  }

  /**
   * Defines the task that fails the run if an earlier task recorded a permanent failure. Databricks
   * retries every failed task, so the earlier tasks record permanent failures and end without an
   * error. This task is not retried.
   */
  private Task outcome() {
    return task(JobProgram.OUTCOME, TaskArguments.ofOutcome(this))
        .setDependsOn(List.of(new TaskDependency().setTaskKey(JobProgram.EXPORT.task())))
        .setMaxRetries(0L)
        .setMinRetryIntervalMillis(0L);
  }

  private Task task(JobProgram program, List<String> arguments) {
    return new Task()
        .setTaskKey(program.task())
        .setJobClusterKey(CLUSTER)
        .setSparkJarTask(
            new SparkJarTask().setMainClassName(program.mainClass()).setParameters(arguments))
        .setLibraries(List.of(new Library().setJar(jar)))
        .setMaxRetries((long) RETRIES)
        .setMinRetryIntervalMillis(betweenRetries().toMillis())
        .setRetryOnTimeout(false);
  }
}
