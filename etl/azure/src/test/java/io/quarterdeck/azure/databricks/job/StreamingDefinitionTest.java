package io.quarterdeck.azure.databricks.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.service.jobs.CronSchedule;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.PauseStatus;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.Jobs;
import io.quarterdeck.azure.databricks.workspace.WorkspaceAddress;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.contract.StreamingJob;
import io.quarterdeck.contract.StreamingSource;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StreamingDefinitionTest {
  @Test
  void theOrdersAreProcessedEachHourIfTheScheduleIsActive() {
    CronSchedule schedule = settings(StreamingJob.ORDERS).getSchedule();

    assertThat(schedule.getQuartzCronExpression()).isEqualTo("0 10 * * * ?");
    assertThat(schedule.getTimezoneId()).isEqualTo("UTC");
    assertThat(schedule.getPauseStatus()).isEqualTo(PauseStatus.PAUSED);
  }

  @Test
  void theTablesAreMaintainedOnSundaysBetweenTwoRunsOfTheOrders() {
    JobSettings settings = settings(StreamingJob.MAINTENANCE);
    assertThat(settings.getSchedule().getQuartzCronExpression()).isEqualTo("0 40 3 ? * SUN");
    assertThat(settings.getTasks())
        .singleElement()
        .satisfies(
            task ->
                assertThat(task.getSparkJarTask().getMainClassName())
                    .isEqualTo("io.quarterdeck.jobs.MaintainStreamJob"));
  }

  @Test
  void peopleStartTheOtherJobs() {
    assertThat(settings(StreamingJob.VERIFY).getSchedule()).isNull();
    assertThat(settings(StreamingJob.REPLAY).getSchedule()).isNull();
  }

  private static JobSettings settings(StreamingJob job) {
    JobEnvironment batch =
        Jobs.environment(
            new WorkspaceAddress(URI.create("https://adb-1.azuredatabricks.net"), () -> "token"),
            Optional.empty());
    JobEnvironment environment =
        new JobEnvironment(
            batch.stack(),
            batch.environment(),
            batch.workspace(),
            batch.database(),
            batch.vault(),
            new JobEnvironment.Lake(
                batch.lake().landing(),
                batch.lake().curated(),
                batch.lake().quarantine(),
                batch.lake().artifacts(),
                Optional.empty(),
                Optional.of(URI.create("abfss://streaming@lake.dfs.core.windows.net")),
                batch.lake().identity()),
            batch.runAs());
    return new StreamingDefinition(
            environment,
            new OutputValues.Streaming(
                "streaming",
                "evh-dev.servicebus.windows.net",
                "orders",
                "quarterdeck",
                "func-dev",
                "/factories/adf-dev-streaming"),
            Map.of(StreamingSource.STORES, "stores", StreamingSource.PRODUCTS, "products"),
            "/Volumes/jobs.jar",
            Jobs.OPTIONS)
        .settings(job);
  }
}
