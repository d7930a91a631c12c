package io.quarterdeck.azure.databricks.job;

import com.databricks.sdk.service.jobs.JobParameterDefinition;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.Task;
import com.databricks.sdk.service.jobs.TaskDependency;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.contract.JobFlag;
import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.contract.LakehouseJob;
import io.quarterdeck.contract.LakehouseJob.Parameter;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.loader.dataset.Schedule;
import java.util.List;
import java.util.Map;

/**
 * Defines the jobs of the lakehouse on a stack. The same inputs always produce the same settings.
 *
 * @param environment the environment of the jobs, with a lake
 * @param datasetTexts the text of each dataset file, which the jobs' arguments contain
 * @param jar the path of the jobs' jar in the workspace
 * @param options the jobs' options; the number of rejects is not used
 */
public record LakehouseDefinition(
    JobEnvironment environment,
    Map<LakehouseSource, String> datasetTexts,
    String jar,
    JobOptions options) {
  private static final String CLUSTER = "lakehouse";

  /** The tasks are idempotent. A failure that time fixes is rare, so one retry is sufficient. */
  private static final long RETRIES = 1;

  /** Each attempt trains a model of its own, so that a model is never written twice. */
  private static final String ATTEMPT = "{{job.run_id}}-{{task.execution_count}}";

  private static final Schedule SUNDAY_NIGHT = new Schedule("0 0 3 ? * SUN", "UTC");

  /** Returns the settings of a job. */
  public JobSettings settings(LakehouseJob job) {
    JobSettings settings =
        template()
            .settings(job.jobName(), description(job) + LakeTasks.MADE_BY_REGISTER, cluster())
            .setTasks(tasks(job))
            .setParameters(job.parameters().stream().map(LakehouseDefinition::parameter).toList());
    if (job == LakehouseJob.MAINTENANCE) {
      settings.setSchedule(template().schedule(SUNDAY_NIGHT));
    }
    return settings;
  }

  private static String description(LakehouseJob job) {
    return switch (job) {
      case WEEKLY -> "Ingests the copies of users and post types.";
      case DAILY -> "Ingests the posts of a day, aggregates them and counts the topics.";
      case TRAIN -> "Trains a model of topics, and publishes it if it is better.";
      case REPLAY -> "Adds repaired rows of quarantine to silver.";
      case MAINTENANCE -> "Compacts the tables, and deletes old rows and files.";
      case ROLLBACK -> "Restores the tables to the versions before a run.";
    };
  }

  private static JobParameterDefinition parameter(Parameter parameter) {
    return JobTemplate.parameter(
        parameter.parameterName(),
        switch (parameter) {
          // Without a value, the task reports that it is missing.
          case DAYS, DATASET, INPUT, PLAN, CORRELATION_ID -> "";
          case TOPICS -> "20";
          case RETENTION -> "400";
        });
  }

  private List<Task> tasks(LakehouseJob job) {
    return switch (job) {
      case WEEKLY -> List.of(ingest(LakehouseSource.USERS), ingest(LakehouseSource.POST_TYPES));
      case DAILY -> daily();
      case TRAIN ->
          List.of(
              task(
                  JobProgram.TRAIN,
                  JobFlag.RUN_ID,
                  ATTEMPT,
                  JobFlag.TOPICS,
                  JobTemplate.reference(Parameter.TOPICS)));
      case REPLAY ->
          List.of(
              task(
                  JobProgram.REPLAY,
                  JobFlag.DATASET,
                  JobTemplate.reference(Parameter.DATASET),
                  JobFlag.INPUT,
                  JobTemplate.reference(Parameter.INPUT)));
      case MAINTENANCE ->
          List.of(
              task(
                  JobProgram.MAINTAIN,
                  JobFlag.DAY,
                  "{{job.trigger.time.iso_date}}",
                  JobFlag.RETENTION,
                  JobTemplate.reference(Parameter.RETENTION)));
      case ROLLBACK ->
          List.of(task(JobProgram.ROLLBACK, JobFlag.PLAN, JobTemplate.reference(Parameter.PLAN)));
    };
  }

  private List<Task> daily() {
    Task ingest = ingest(LakehouseSource.POSTS);
    List<TaskDependency> after = List.of(new TaskDependency().setTaskKey(ingest.getTaskKey()));
    return List.of(
        ingest,
        task(JobProgram.GOLD, JobFlag.DAY, JobTemplate.reference(Parameter.DAYS))
            .setDependsOn(after),
        task(
                JobProgram.SCORE,
                JobFlag.DAY,
                JobTemplate.reference(Parameter.DAYS),
                JobFlag.RUN_ID,
                ATTEMPT,
                JobFlag.TOPICS,
                JobTemplate.reference(Parameter.TOPICS))
            .setDependsOn(after));
  }

  private Task ingest(LakehouseSource source) {
    return task(
            JobProgram.INGEST,
            JobFlag.DATASET,
            datasetTexts.get(source),
            JobFlag.DAY,
            JobTemplate.reference(Parameter.DAYS),
            JobFlag.INPUT,
            environment.lake().landing() + "/" + source.folder())
        .setTaskKey(JobProgram.INGEST.task() + "-" + source.dataset());
  }

  /** Returns a task with the lake, the run, and pairs of flags and values. */
  private Task task(JobProgram program, Object... flagsAndValues) {
    return template()
        .task(
            program.task(),
            program,
            LakeTasks.arguments(
                environment.lake().requireTables(),
                JobTemplate.reference(Parameter.CORRELATION_ID),
                flagsAndValues),
            RETRIES);
  }

  private JobTemplate template() {
    return new JobTemplate(environment, jar, options, CLUSTER);
  }

  private ClusterDefinition cluster() {
    return new ClusterDefinition(
        environment, options, tags(environment), LakeTasks.SMALL_TABLES, Map.of());
  }

  static Map<String, String> tags(JobEnvironment environment) {
    return LakeTasks.tags(environment, "lakehouse");
  }
}
