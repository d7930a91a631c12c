package io.quarterdeck.azure.databricks.job;

import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.Task;
import com.databricks.sdk.service.jobs.TaskDependency;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.contract.CorrelationId;
import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.Frequency;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Defines the job of a dataset on a stack. The same inputs always produce the same settings.
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
   * Returns the job's name: {@code quarterdeck-DATASET-} and how often its schedule runs, such as
   * {@code monthly}; {@code on-demand} without a schedule.
   */
  public static String name(Dataset dataset) {
    return name(dataset, Frequency.of(dataset.schedule()));
  }

  private static String name(Dataset dataset, Frequency frequency) {
    return "quarterdeck-" + dataset.name() + "-" + frequency.word();
  }

  /**
   * Returns the names that the job can have from an earlier registration: with another schedule, or
   * from a version that called every job quarterly.
   */
  static List<String> formerNames(Dataset dataset) {
    return Stream.of(Frequency.values())
        .map(frequency -> name(dataset, frequency))
        .filter(name -> !name.equals(name(dataset)))
        .toList();
  }

  /** Returns the settings of the job. */
  public JobSettings settings() {
    JobSettings settings =
        template()
            .settings(
                name(dataset),
                "Loads the new files in landing/%s/, then exports. Made by quarterdeck register: change the dataset file, not the job."
                    .formatted(dataset.name()),
                new ClusterDefinition(
                    environment,
                    options,
                    tags(),
                    Map.of(),
                    ClusterDefinition.signIn(secretScope, environment.database().passwordSecret())))
            .setTasks(List.of(load(), export(), outcome()))
            .setParameters(
                List.of(
                    JobTemplate.parameter(QUARTER, ""),
                    JobTemplate.parameter("max_rejects", options.maximumRejects()),
                    JobTemplate.parameter(CorrelationId.PARAMETER, "")));
    dataset.schedule().ifPresent(schedule -> settings.setSchedule(template().schedule(schedule)));
    return settings;
  }

  private JobTemplate template() {
    return new JobTemplate(environment, jar, options, CLUSTER);
  }

  private Map<String, String> tags() {
    return Map.of(
        MANAGED_BY, MANAGED_BY_VALUE, "stack", environment.stack(), "dataset", dataset.name());
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
    return template().task(program.task(), program, arguments, RETRIES);
  }
}
