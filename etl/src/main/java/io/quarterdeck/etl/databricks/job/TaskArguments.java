package io.quarterdeck.etl.databricks.job;

import io.quarterdeck.etl.databricks.JobSite;
import java.util.List;

/**
 * The command lines of the job's tasks. What stands in double braces is filled in by Databricks
 * when the task starts.
 */
final class TaskArguments {
  private static final String RUN = "{{job.run_id}}";

  static final String DATASET = "--dataset";

  private static final String REPAIR = "{{job.repair_count}}";

  private TaskArguments() {}

  static List<String> ofLoad(JobDefinition job) {
    JobSite site = job.site();
    return List.of(
        DATASET,
        job.datasetText(),
        "--jdbc-url",
        site.database().jdbcUrl(),
        "--user",
        site.database().user(),
        "--landing",
        site.lake().landing().toString(),
        "--quarantine",
        site.lake().quarantine().toString(),
        "--max-rejects",
        "{{job.parameters.max_rejects}}",
        "--run-id",
        RUN,
        // A run fails for a file that one of its attempts refused, until the run is repaired.
        "--repair",
        REPAIR);
  }

  static List<String> ofExport(JobDefinition job) {
    JobSite site = job.site();
    return List.of(
        DATASET,
        job.datasetText(),
        "--jdbc-url",
        site.database().jdbcUrl(),
        "--user",
        site.database().user(),
        "--curated",
        site.lake().curated().toString(),
        "--quarter",
        "{{job.parameters." + JobDefinition.QUARTER + "}}",
        "--run-id",
        // Each attempt writes to a folder of its own, so files of a dead one are never mixed in.
        RUN + "-{{task.execution_count}}",
        "--quarantine",
        site.lake().quarantine().toString(),
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
        job.site().lake().quarantine().toString(),
        "--run-id",
        RUN,
        "--repair",
        REPAIR);
  }
}
