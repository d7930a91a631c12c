package io.quarterdeck.etl.databricks.job;

import io.quarterdeck.etl.databricks.JobSite;
import java.util.List;

/**
 * The command lines of the job's tasks. What stands in double braces is filled in by Databricks
 * when the task starts.
 */
final class TaskArguments {
  private static final String RUN = "{{job.run_id}}";

  private TaskArguments() {}

  static List<String> ofLoad(JobDefinition job) {
    JobSite site = job.site();
    return List.of(
        "--dataset",
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
        // Each try of a run fails for a file that one of them refused, until the run is repaired.
        "--repair",
        "{{job.repair_count}}");
  }

  static List<String> ofExport(JobDefinition job) {
    JobSite site = job.site();
    return List.of(
        "--dataset",
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
        // Each try writes to a folder of its own: what a dead one left is never mixed in.
        RUN + "-{{task.execution_count}}");
  }
}
