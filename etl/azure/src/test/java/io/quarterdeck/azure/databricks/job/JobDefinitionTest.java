package io.quarterdeck.azure.databricks.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.core.utils.SerDeUtils;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.quarterdeck.azure.databricks.Jobs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobDefinitionTest {
  private static final Path REVIEWED =
      Path.of("src/test/resources/io/quarterdeck/azure/databricks/job/job.json");

  /** Update it with {@code -Dsnapshots=write}. */
  @Test
  void theJobIsTheOneThatWasReviewed() throws IOException {
    String json =
        SerDeUtils.createMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsString(Jobs.definition(Jobs.OPTIONS).settings())
            + "\n";
    if ("write".equals(System.getProperty("snapshots"))) {
      Files.createDirectories(REVIEWED.getParent());
      Files.writeString(REVIEWED, json);
    }
    assertThat(json).isEqualTo(Files.readString(REVIEWED));
  }

  @Test
  void theDefinitionIsTheSameEachTime() {
    assertThat(SettingsTree.fields(Jobs.definition(Jobs.OPTIONS).settings()))
        .isEqualTo(SettingsTree.fields(Jobs.definition(Jobs.OPTIONS).settings()));
  }

  @Test
  void noFieldHoldsAPasswordButAReferenceToOne() {
    assertThat(SettingsTree.fields(Jobs.definition(Jobs.OPTIONS).settings()))
        .containsEntry(
            "job_clusters[quarterly].new_cluster.spark_env_vars.QUARTERDECK_POSTGRES_PASSWORD",
            "{{secrets/quarterdeck-dev/postgres-password}}");
  }

  @Test
  void optionsChangeTheFieldsThatTheyAreAbout() {
    JobOptions options =
        new JobOptions(
            "Standard_E8ds_v5",
            4,
            JobOptions.Engine.PHOTON,
            JobOptions.Machines.ON_DEMAND,
            JobOptions.ScheduleState.RUNNING,
            List.of("data@example.com"),
            "1%");
    Map<String, String> fields = SettingsTree.fields(Jobs.definition(options).settings());
    String cluster = "job_clusters[quarterly].new_cluster.";
    assertThat(fields)
        .containsEntry(cluster + "node_type_id", "Standard_E8ds_v5")
        .containsEntry(cluster + "num_workers", "4")
        .containsEntry(cluster + "runtime_engine", "PHOTON")
        .containsEntry(cluster + "azure_attributes.availability", "ON_DEMAND_AZURE")
        .containsEntry("schedule.pause_status", "UNPAUSED")
        .containsEntry("email_notifications.on_failure[0]", "data@example.com")
        .containsEntry("parameters[max_rejects].default", "1%")
        .doesNotContainKey(cluster + "azure_attributes.spot_bid_max_price");
  }
}
