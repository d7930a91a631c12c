package io.quarterdeck.azure.databricks.job;

import com.databricks.sdk.service.jobs.JobSettings;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.contract.JobFlag;
import io.quarterdeck.contract.JobProgram;
import java.util.List;
import java.util.Map;

/**
 * Defines the job that creates the lakehouse's source data on the local stack: it generates posts,
 * and copies the tables of users and post types to the container {@code landing}. The second task
 * does what Data Factory does on Azure. It goes when the local stack can run its pipelines.
 *
 * @param environment the environment of the job
 * @param posts the text of the dataset file of the posts
 * @param jar the path of the jobs' jar in the workspace
 * @param secretScope the secret scope with the login for the source database
 */
public record SampleDefinition(
    JobEnvironment environment, String posts, String jar, String secretScope) {
  /** The name of the job. */
  public static final String NAME = "quarterdeck-lakehouse-sample";

  /** The parameter with the days of the posts. */
  public static final String DAYS = "day";

  /** The parameter with the day of the copy of the tables. */
  public static final String WEEKLY_DAY = "weekly_day";

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
            environment,
            options,
            LakehouseDefinition.tags(environment),
            Map.of(),
            ClusterDefinition.signIn(secretScope, environment.database().passwordSecret()));
    return template
        .settings(NAME, "Creates the source data of the lakehouse on the local stack.", cluster)
        .setTasks(
            List.of(
                template.task(JobProgram.GENERATE.task(), JobProgram.GENERATE, generate(), 0),
                template.task(JobProgram.COPY_TABLES.task(), JobProgram.COPY_TABLES, copy(), 0)))
        .setParameters(
            List.of(
                JobTemplate.parameter(DAYS, ""),
                JobTemplate.parameter(WEEKLY_DAY, ""),
                JobTemplate.parameter(ROWS, "1000"),
                JobTemplate.parameter(SEED, "42"),
                JobTemplate.parameter(OUTPUT, "")));
  }

  private List<String> generate() {
    return List.of(
        JobFlag.DATASET.flag(),
        posts,
        JobFlag.DAY.flag(),
        reference(DAYS),
        JobFlag.ROWS.flag(),
        reference(ROWS),
        JobFlag.SEED.flag(),
        reference(SEED),
        JobFlag.OUTPUT.flag(),
        environment.lake().landing() + "/" + reference(OUTPUT));
  }

  private List<String> copy() {
    return List.of(
        JobFlag.JDBC_URL.flag(),
        environment.database().jdbcUrl(),
        JobFlag.USER.flag(),
        environment.database().user(),
        JobFlag.LANDING.flag(),
        environment.lake().landing().toString(),
        JobFlag.DAY.flag(),
        reference(WEEKLY_DAY),
        JobFlag.RUN_ID.flag(),
        "{{job.run_id}}");
  }

  private static String reference(String parameter) {
    return "{{job.parameters." + parameter + "}}";
  }
}
