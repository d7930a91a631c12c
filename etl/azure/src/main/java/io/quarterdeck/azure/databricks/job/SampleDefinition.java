package io.quarterdeck.azure.databricks.job;

import com.databricks.sdk.service.jobs.JobSettings;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.contract.JobFlag;
import io.quarterdeck.contract.JobProgram;
import java.util.List;
import java.util.Map;

/**
 * Defines the job that generates the lakehouse's posts on the local stack.
 *
 * @param environment the environment of the job
 * @param posts the text of the dataset file of the posts
 * @param jar the path of the jobs' jar in the workspace
 */
public record SampleDefinition(JobEnvironment environment, String posts, String jar) {
  /** The name of the job. */
  public static final String NAME = "quarterdeck-lakehouse-sample";

  /** The parameter with the days of the posts. */
  public static final String DAYS = "day";

  /** The parameter with the number of posts of each day. */
  public static final String ROWS = "rows";

  /** The parameter with the seed of the generated posts. */
  public static final String SEED = "seed";

  /** The parameter with the folder of the generated posts. */
  public static final String OUTPUT = "output";

  private static final String CLUSTER = "sample";

  /** Returns the settings of the job. */
  public JobSettings settings() {
    JobOptions options = JobOptions.defaults(environment);
    JobTemplate template = new JobTemplate(environment, jar, options, CLUSTER);
    ClusterDefinition cluster =
        new ClusterDefinition(
            environment, options, LakehouseDefinition.tags(environment), Map.of(), Map.of());
    return template
        .settings(NAME, "Generates the posts of the lakehouse on the local stack.", cluster)
        .setTasks(
            List.of(template.task(JobProgram.GENERATE.task(), JobProgram.GENERATE, generate(), 0)))
        .setParameters(
            List.of(
                JobTemplate.parameter(DAYS, ""),
                JobTemplate.parameter(ROWS, "1000"),
                JobTemplate.parameter(SEED, "42"),
                JobTemplate.parameter(OUTPUT, "")));
  }

  private List<String> generate() {
    return List.of(
        JobFlag.DATASET.flag(),
        posts,
        JobFlag.DAY.flag(),
        JobTemplate.reference(DAYS),
        JobFlag.ROWS.flag(),
        JobTemplate.reference(ROWS),
        JobFlag.SEED.flag(),
        JobTemplate.reference(SEED),
        JobFlag.OUTPUT.flag(),
        environment.lake().landing() + "/" + JobTemplate.reference(OUTPUT));
  }
}
