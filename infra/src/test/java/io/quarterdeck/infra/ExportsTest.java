package io.quarterdeck.infra;

import static io.quarterdeck.contract.PlatformSystemName.LAKEHOUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.infra.graph.Recorder;
import io.quarterdeck.infra.graph.StackFile;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExportsTest {
  @Test
  void everyOutputOfProdHasAValue() {
    Map<String, Object> outputs =
        Recorder.run(StackFile.source(StackFile.withAllSystems("prod"))).outputs();
    assertThat(outputs)
        .hasSize(StackOutput.values().length)
        .containsEntry("environment", "prod")
        .containsEntry("location", "swedencentral")
        .containsEntry("subscriptionId", Recorder.SUBSCRIPTION)
        .containsEntry("resourceGroup", "rg-qdeck-prod-sec-8b2a4")
        .containsEntry("storageAccount", "stqdeckprodsec8b2a4")
        .containsEntry("blobEndpoint", "https://stqdeckprodsec8b2a4.blob.core.windows.net/")
        .containsEntry("dfsEndpoint", "https://stqdeckprodsec8b2a4.dfs.core.windows.net/")
        .containsEntry("landingContainer", "landing")
        .containsEntry("lakeContainer", "lake")
        .containsEntry("dataFactory", "adf-qdeck-prod-sec-8b2a4")
        .containsEntry(
            "dataFactoryId",
            "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups"
                + "/rg-qdeck-prod-sec-8b2a4/providers/Microsoft.DataFactory/factories"
                + "/adf-qdeck-prod-sec-8b2a4")
        .containsEntry("dataFactoryPrincipalId", "factory-of-adf-qdeck-prod-sec-8b2a4")
        .containsEntry("sourcePasswordSecret", "source-postgres-password")
        .containsEntry("lakehouseSchedule", "dataFactory")
        .containsEntry(
            "synapseWorkspaceId",
            "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups"
                + "/rg-qdeck-prod-sec-8b2a4/providers/Microsoft.Synapse/workspaces"
                + "/syn-qdeck-prod-sec-8b2a4")
        .containsEntry(
            "synapseSqlEndpoint", "syn-qdeck-prod-sec-8b2a4-ondemand.sql.azuresynapse.net")
        .containsEntry("curatedContainer", "curated")
        .containsEntry("quarantineContainer", "quarantine")
        .containsEntry("artifactsContainer", "artifacts")
        .containsEntry("keyVaultUri", "https://kv-qdeck-prod-sec-8b2a4.vault.azure.net/")
        .containsEntry("postgresPort", 5432)
        .containsEntry("postgresDatabase", "quarterdeck")
        .containsEntry("postgresUser", "id-qdeck-prod-sec-8b2a4-deployment")
        .containsEntry("postgresPasswordSecret", "postgres-password")
        .containsEntry("postgresAuth", "entra")
        .containsEntry("databricksUrl", "https://adb-1234567890123456.7.azuredatabricks.net")
        .containsEntry("databricksWorkspaceId", "1234567890123456")
        .containsEntry(
            "networkWatcher",
            "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/NetworkWatcherRG"
                + "/providers/Microsoft.Network/networkWatchers/NetworkWatcher_swedencentral");
  }

  @Test
  void theDefaultStackHasNoOutputsOfOtherSystems() {
    Map<String, Object> outputs = Recorder.run(StackFile.source(StackFile.read("prod"))).outputs();
    assertThat(outputs)
        .containsEntry("systems", "batch")
        .containsKey("curatedContainer")
        .doesNotContainKeys("lakeContainer", "dataFactory", "dataFactoryId");
  }

  @Test
  void aMissingOutputStopsTheProgram() {
    Set<StackOutput> declared = EnumSet.allOf(StackOutput.class);
    declared.removeIf(output -> output.system().filter(LAKEHOUSE::equals).isPresent());
    declared.remove(StackOutput.KEY_VAULT_ID);
    assertThatThrownBy(() -> Exports.check(declared, PlatformSystemName.defaults()))
        .hasMessage("Cannot export the outputs: KEY_VAULT_ID is not set");
  }

  @Test
  void anOutputOfADisabledSystemStopsTheProgram() {
    assertThatThrownBy(() -> Exports.check(EnumSet.allOf(StackOutput.class), Set.of()))
        .hasMessage(
            "Cannot export the outputs: CURATED_CONTAINER belongs to a system that is not enabled");
  }

  @Test
  void theOutputsOfADisabledSystemAreNotExpected() {
    Set<StackOutput> declared = EnumSet.allOf(StackOutput.class);
    declared.removeIf(output -> output.system().isPresent());
    assertThatCode(() -> Exports.check(declared, Set.of())).doesNotThrowAnyException();
  }
}
