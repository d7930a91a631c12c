package io.quarterdeck.azure.databricks.job;

import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.contract.CorrelationId;
import io.quarterdeck.contract.JobFlag;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the arguments of the job's tasks. Databricks replaces references in double braces when a
 * task starts.
 */
final class TaskArguments {
  private static final String RUN = "{{job.run_id}}";

  private static final String REPAIR = "{{job.repair_count}}";

  private TaskArguments() {}

  static List<String> ofLoad(JobDefinition job) {
    JobEnvironment environment = job.environment();
    return withDatabase(
        job,
        JobFlag.LANDING.flag(),
        environment.lake().landing().toString(),
        JobFlag.QUARANTINE.flag(),
        environment.lake().quarantine().toString(),
        JobFlag.MAX_REJECTS.flag(),
        JobTemplate.reference("max_rejects"),
        JobFlag.RUN_ID.flag(),
        RUN,
        JobFlag.CORRELATION_ID.flag(),
        JobTemplate.reference(CorrelationId.PARAMETER),
        // A file that one attempt of a run refused fails the run until the run is repaired.
        JobFlag.REPAIR.flag(),
        REPAIR);
  }

  static List<String> ofExport(JobDefinition job) {
    JobEnvironment environment = job.environment();
    return withDatabase(
        job,
        JobFlag.CURATED.flag(),
        environment.lake().curated().toString(),
        JobFlag.QUARTER.flag(),
        JobTemplate.reference(JobDefinition.QUARTER),
        JobFlag.RUN_ID.flag(),
        // Each attempt writes to its own folder, so that files of a failed attempt are never read.
        RUN + "-{{task.execution_count}}",
        JobFlag.QUARANTINE.flag(),
        environment.lake().quarantine().toString(),
        JobFlag.JOB_RUN.flag(),
        RUN,
        JobFlag.REPAIR.flag(),
        REPAIR);
  }

  /** Returns the flags of the dataset and its database, followed by the given ones. */
  private static List<String> withDatabase(JobDefinition job, String... more) {
    JobEnvironment.Database database = job.environment().database();
    List<String> all =
        new ArrayList<>(
            List.of(
                JobFlag.DATASET.flag(),
                job.datasetText(),
                JobFlag.JDBC_URL.flag(),
                database.jdbcUrl(),
                JobFlag.USER.flag(),
                database.user()));
    all.addAll(List.of(more));
    return List.copyOf(all);
  }

  static List<String> ofOutcome(JobDefinition job) {
    return List.of(
        JobFlag.DATASET.flag(),
        job.datasetText(),
        JobFlag.QUARANTINE.flag(),
        job.environment().lake().quarantine().toString(),
        JobFlag.RUN_ID.flag(),
        RUN,
        JobFlag.REPAIR.flag(),
        REPAIR);
  }
}
