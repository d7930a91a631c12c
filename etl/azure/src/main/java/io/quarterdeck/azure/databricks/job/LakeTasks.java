package io.quarterdeck.azure.databricks.job;

import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.contract.JobFlag;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the jobs and pipelines that change Delta tables have in common. */
public final class LakeTasks {
  /**
   * Spark and Delta plan for large tables by default: a listing of files starts up to 10,000 tasks,
   * and each snapshot of a table 50. With these values, a VACUUM of a small table takes seconds
   * instead of minutes. Sources: Spark, "Performance Tuning"; Delta Lake, {@code DeltaSQLConf}.
   */
  static final Map<String, String> SMALL_TABLES =
      Map.of(
          "spark.sql.sources.parallelPartitionDiscovery.parallelism", "8",
          "spark.databricks.delta.snapshotPartitions", "2");

  /** The end of the description of a job. */
  public static final String MADE_BY_REGISTER =
      " Made by quarterdeck register: do not edit it by hand.";

  private static final String RUN = "{{job.run_id}}";

  private LakeTasks() {}

  /** Returns the arguments with the lake, the run, and pairs of flags and values. */
  static List<String> arguments(URI lake, String correlationId, Object... flagsAndValues) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                JobFlag.LAKE.flag(),
                lake.toString(),
                JobFlag.JOB_RUN.flag(),
                RUN,
                JobFlag.CORRELATION_ID.flag(),
                correlationId));
    for (Object word : flagsAndValues) {
      arguments.add(word instanceof JobFlag flag ? flag.flag() : word.toString());
    }
    return List.copyOf(arguments);
  }

  /** Returns the tags of what {@code register} creates for a system. */
  public static Map<String, String> tags(JobEnvironment environment, String system) {
    return Map.of(
        JobDefinition.MANAGED_BY,
        JobDefinition.MANAGED_BY_VALUE,
        "stack",
        environment.stack(),
        "system",
        system);
  }
}
