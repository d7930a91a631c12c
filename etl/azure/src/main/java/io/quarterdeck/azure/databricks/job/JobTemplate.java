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
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.contract.JobParameter;
import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.loader.dataset.Schedule;
import java.time.Duration;
import java.util.List;

/**
 * What the jobs of all systems have in common: limits, notifications, the identity, and how a task
 * runs a program of the jar.
 *
 * @param environment the environment of the job
 * @param jar the path of the job's jar in the workspace
 * @param options the job's options
 * @param clusterKey the key of the job's only cluster
 */
record JobTemplate(JobEnvironment environment, String jar, JobOptions options, String clusterKey) {
  /**
   * Time for a role assignment, a failover or a spot machine. The local stack needs no such time.
   */
  private static final Duration BETWEEN_RETRIES = Duration.ofMinutes(5);

  private static final Duration BETWEEN_LOCAL_RETRIES = Duration.ofSeconds(2);
  private static final Duration UNUSUAL = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofHours(3);

  /** Returns settings without tasks and parameters. */
  JobSettings settings(String name, String description, ClusterDefinition cluster) {
    JobSettings settings =
        new JobSettings()
            .setName(name)
            .setDescription(description)
            .setTags(cluster.tags())
            .setJobClusters(
                List.of(
                    new JobCluster()
                        .setJobClusterKey(clusterKey)
                        .setNewCluster(cluster.specification())))
            .setTimeoutSeconds(LONGEST.toSeconds())
            .setMaxConcurrentRuns(1L)
            .setQueue(new QueueSettings().setEnabled(true))
            .setHealth(health())
            .setEmailNotifications(new JobEmailNotifications().setOnFailure(options.failureMail()))
            .setNotificationSettings(
                new JobNotificationSettings()
                    .setNoAlertForSkippedRuns(true)
                    .setNoAlertForCanceledRuns(true));
    environment
        .runAs()
        .ifPresent(id -> settings.setRunAs(new JobRunAs().setServicePrincipalName(id)));
    return settings;
  }

  static JobParameterDefinition parameter(String name, String value) {
    return new JobParameterDefinition().setName(name).setDefault(value);
  }

  /** Returns the text that Databricks replaces with the value of a parameter. */
  static String reference(String parameter) {
    return "{{job.parameters." + parameter + "}}";
  }

  static String reference(JobParameter parameter) {
    return reference(parameter.parameterName());
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

  CronSchedule schedule(Schedule schedule) {
    return new CronSchedule()
        .setQuartzCronExpression(schedule.quartz())
        .setTimezoneId(schedule.timezone())
        .setPauseStatus(
            switch (options.schedule()) {
              case PAUSED -> PauseStatus.PAUSED;
              case RUNNING -> PauseStatus.UNPAUSED;
            });
  }

  /** Returns a task that runs a program of the jar. */
  Task task(String key, JobProgram program, List<String> arguments, long retries) {
    return new Task()
        .setTaskKey(key)
        .setJobClusterKey(clusterKey)
        .setSparkJarTask(
            new SparkJarTask().setMainClassName(program.mainClass()).setParameters(arguments))
        .setLibraries(List.of(new Library().setJar(jar)))
        .setMaxRetries(retries)
        .setMinRetryIntervalMillis(betweenRetries().toMillis())
        .setRetryOnTimeout(false);
  }

  private Duration betweenRetries() {
    return environment.isLocal() ? BETWEEN_LOCAL_RETRIES : BETWEEN_RETRIES;
  }
}
