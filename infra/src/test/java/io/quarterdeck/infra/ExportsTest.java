package io.quarterdeck.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.infra.graph.Recorder;
import io.quarterdeck.infra.graph.StackFile;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExportsTest {
  @Test
  void everyOutputOfProdHasAValue() {
    Map<String, Object> outputs = Recorder.run(StackFile.source(StackFile.read("prod"))).outputs();
    assertThat(outputs)
        .hasSize(StackOutput.values().length)
        .containsEntry("environment", "prod")
        .containsEntry("location", "westeurope")
        .containsEntry("subscriptionId", Recorder.SUBSCRIPTION)
        .containsEntry("resourceGroup", "rg-qdeck-prod-weu-0c472")
        .containsEntry("storageAccount", "stqdeckprodweu0c472")
        .containsEntry("blobEndpoint", "https://stqdeckprodweu0c472.blob.core.windows.net/")
        .containsEntry("dfsEndpoint", "https://stqdeckprodweu0c472.dfs.core.windows.net/")
        .containsEntry("landingContainer", "landing")
        .containsEntry("curatedContainer", "curated")
        .containsEntry("quarantineContainer", "quarantine")
        .containsEntry("artifactsContainer", "artifacts")
        .containsEntry("keyVaultUri", "https://kv-qdeck-prod-weu-0c472.vault.azure.net/")
        .containsEntry("postgresPort", 5432)
        .containsEntry("postgresDatabase", "quarterdeck")
        .containsEntry("postgresUser", "id-qdeck-prod-weu-0c472-deployment")
        .containsEntry("postgresPasswordSecret", "postgres-password")
        .containsEntry("postgresAuth", "entra")
        .containsEntry("databricksUrl", "https://adb-1234567890123456.7.azuredatabricks.net")
        .containsEntry("databricksWorkspaceId", "1234567890123456")
        .containsEntry(
            "networkWatcher",
            "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/NetworkWatcherRG"
                + "/providers/Microsoft.Network/networkWatchers/NetworkWatcher_westeurope");
  }
}
