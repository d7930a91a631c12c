package io.quarterdeck.etl.databricks.job;

import io.quarterdeck.etl.databricks.JobEnvironment;
import java.util.List;

/**
 * Builds the arguments of the job's tasks. Databricks replaces references in double braces when a
 * task starts.
 */
final class TaskArguments {
  private static final String RUN = "{{job.run_id}}";

  static final String DATASET = "--dataset";

  private static final String REPAIR = "{{job.repair_count}}";

  private TaskArguments() {}

  static List<String> ofLoad(JobDefinition job) {
    JobEnvironment environment = job.environment();
    return List.of(
        DATASET,
        job.datasetText(),
        "--jdbc-url",
        environment.database().jdbcUrl(),
        "--user",
        environment.database().user(),
        "--landing",
        environment.lake().landing().toString(),
        "--quarantine",
        environment.lake().quarantine().toString(),
        "--max-rejects",
        "{{job.parameters.max_rejects}}",
        "--run-id",
        RUN,
        // A file that one attempt of a run refused fails the run until the run is repaired.
        "--repair",
        REPAIR);
  }

  static List<String> ofExport(JobDefinition job) {
    JobEnvironment environment = job.environment();
    return List.of(
        DATASET,
        job.datasetText(),
        "--jdbc-url",
        environment.database().jdbcUrl(),
        "--user",
        environment.database().user(),
        "--curated",
        environment.lake().curated().toString(),
        "--quarter",
        "{{job.parameters." + JobDefinition.QUARTER + "}}",
        "--run-id",
        // Each attempt writes to its own folder, so that files of a failed attempt are never read.
        RUN + "-{{task.execution_count}}",
        "--quarantine",
        environment.lake().quarantine().toString(),
        "--job-run",
        RUN,
        "--repair",
        REPAIR);
  }

  static List<String> ofOutcome(JobDefinition job) {
    return List.of(
        DATASET,
        job.datasetText(),
        "--quarantine",
        job.environment().lake().quarantine().toString(),
        "--run-id",
        RUN,
        "--repair",
        REPAIR);
  }
}
