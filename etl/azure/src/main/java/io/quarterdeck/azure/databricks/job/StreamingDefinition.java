package io.quarterdeck.azure.databricks.job;

import com.databricks.sdk.service.jobs.JobParameterDefinition;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.Task;
import com.databricks.sdk.service.jobs.TaskDependency;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.contract.Days;
import io.quarterdeck.contract.HubCredential;
import io.quarterdeck.contract.JobFlag;
import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.contract.LostEvents;
import io.quarterdeck.contract.StreamTrigger;
import io.quarterdeck.contract.StreamingJob;
import io.quarterdeck.contract.StreamingJob.Parameter;
import io.quarterdeck.contract.StreamingSource;
import io.quarterdeck.loader.dataset.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Defines the jobs of the streaming system on a stack. The same inputs always produce the same
 * settings.
 *
 * @param environment the environment of the jobs, with the container of the streaming system
 * @param hub the event hub
 * @param datasetTexts the text of each dataset file of the batch data
 * @param jar the path of the jobs' jar in the workspace
 * @param options the jobs' options; the number of rejects is not used
 */
public record StreamingDefinition(
    JobEnvironment environment,
    OutputValues.Streaming hub,
    Map<StreamingSource, String> datasetTexts,
    String jar,
    JobOptions options) {
  private static final String CLUSTER = "streaming";

  /** The tasks are idempotent. A failure that time fixes is rare, so one retry is sufficient. */
  private static final long RETRIES = 1;

  /** Gold has a row for each hour. The events of the last hour have arrived ten minutes later. */
  private static final Schedule HOURLY = new Schedule("0 10 * * * ?", "UTC");

  /**
   * Half an hour after a start of the job orders. If both jobs change a table at the same time, one
   * of them must repeat its change.
   */
  private static final Schedule SUNDAY_NIGHT = new Schedule("0 40 3 ? * SUN", "UTC");

  /** Returns the settings of a job. */
  public JobSettings settings(StreamingJob job) {
    JobSettings settings =
        template()
            .settings(job.jobName(), description(job) + LakeTasks.MADE_BY_REGISTER, cluster())
            .setTasks(tasks(job))
            .setParameters(job.parameters().stream().map(StreamingDefinition::parameter).toList());
    schedule(job).map(template()::schedule).ifPresent(settings::setSchedule);
    return settings;
  }

  private static Optional<Schedule> schedule(StreamingJob job) {
    return switch (job) {
      case ORDERS -> Optional.of(HOURLY);
      case MAINTENANCE -> Optional.of(SUNDAY_NIGHT);
      case VERIFY, REPLAY -> Optional.empty();
    };
  }

  private static String description(StreamingJob job) {
    return switch (job) {
      case ORDERS -> "Reads events and batch data, and computes silver and gold.";
      case VERIFY -> "Compares silver and gold with a computation from bronze.";
      case REPLAY -> "Computes events of silver again.";
      case MAINTENANCE -> "Compacts the tables, and deletes files that no version needs.";
    };
  }

  private static JobParameterDefinition parameter(Parameter parameter) {
    return JobTemplate.parameter(
        parameter.parameterName(),
        switch (parameter) {
          // Without a value, the task reports that it is missing.
          case FROM, SINCE, CORRELATION_ID -> "";
          case DAYS -> Days.NEWEST;
          case TRIGGER -> StreamTrigger.AVAILABLE_NOW.text();
          case LOST_EVENTS -> LostEvents.REFUSE.text();
        });
  }

  private List<Task> tasks(StreamingJob job) {
    return switch (job) {
      case ORDERS -> orders();
      case VERIFY -> List.of(task(JobProgram.VERIFY));
      case MAINTENANCE -> List.of(task(JobProgram.MAINTAIN_STREAM));
      case REPLAY ->
          List.of(
              task(
                  JobProgram.REBUILD,
                  JobFlag.FROM,
                  JobTemplate.reference(Parameter.FROM),
                  JobFlag.SINCE,
                  JobTemplate.reference(Parameter.SINCE)));
    };
  }

  private List<Task> orders() {
    Task bronze =
        task(
            JobProgram.BRONZE,
            JobFlag.EVENT_HUBS,
            hub.host(),
            JobFlag.TOPIC,
            hub.hub(),
            JobFlag.SERVICE_CREDENTIAL,
            HubCredential.name(environment.stack()),
            JobFlag.TRIGGER,
            JobTemplate.reference(Parameter.TRIGGER),
            JobFlag.LOST_EVENTS,
            JobTemplate.reference(Parameter.LOST_EVENTS));
    List<Task> tasks = new ArrayList<>(List.of(bronze));
    for (StreamingSource source : StreamingSource.values()) {
      tasks.add(ingest(source));
    }
    List<TaskDependency> all =
        tasks.stream().map(task -> new TaskDependency().setTaskKey(task.getTaskKey())).toList();
    tasks.add(
        task(JobProgram.PIPELINE, JobFlag.TRIGGER, JobTemplate.reference(Parameter.TRIGGER))
            .setDependsOn(all));
    return List.copyOf(tasks);
  }

  private Task ingest(StreamingSource source) {
    return task(
            JobProgram.INGEST,
            JobFlag.DATASET,
            datasetTexts.get(source),
            JobFlag.DAY,
            JobTemplate.reference(Parameter.DAYS),
            JobFlag.INPUT,
            environment.lake().landing() + "/" + source.dataset())
        .setTaskKey(JobProgram.INGEST.task() + "-" + source.dataset());
  }

  private Task task(JobProgram program, Object... flagsAndValues) {
    return template()
        .task(
            program.task(),
            program,
            LakeTasks.arguments(
                environment.lake().requireStreaming(),
                JobTemplate.reference(Parameter.CORRELATION_ID),
                flagsAndValues),
            RETRIES);
  }

  private JobTemplate template() {
    return new JobTemplate(environment, jar, options, CLUSTER);
  }

  private ClusterDefinition cluster() {
    return new ClusterDefinition(
        environment,
        options,
        LakeTasks.tags(environment, "streaming"),
        LakeTasks.SMALL_TABLES,
        Map.of());
  }
}
