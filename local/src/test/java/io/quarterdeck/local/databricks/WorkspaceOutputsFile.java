package io.quarterdeck.local.databricks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** The outputs of a stack {@code dev} in which only the workspace exists. */
final class WorkspaceOutputsFile {
  private WorkspaceOutputsFile() {}

  static Path write(Path folder, URI databricks) throws IOException {
    String group = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg";
    return Files.writeString(
        folder.resolve("outputs.json"),
        """
        {"environment": "dev",
         "location": "westeurope",
         "subscriptionId": "00000000-0000-0000-0000-000000000001",
         "resourceGroup": "rg",
         "storageAccount": "lake",
         "blobEndpoint": "https://lake.blob.core.windows.net/",
         "dfsEndpoint": "https://lake.dfs.core.windows.net/",
         "landingContainer": "landing",
         "curatedContainer": "curated",
         "quarantineContainer": "quarantine",
         "artifactsContainer": "artifacts",
         "keyVaultUri": "https://kv.vault.azure.net/",
         "keyVaultId": "%1$s/providers/Microsoft.KeyVault/vaults/kv",
         "postgresHost": "psql.postgres.database.azure.com",
         "postgresPort": 5432,
         "postgresDatabase": "quarterdeck",
         "postgresUser": "postgres",
         "postgresPasswordSecret": "postgres-password",
         "postgresAuth": "password",
         "databricksUrl": "%2$s",
         "databricksWorkspaceId": "1234567890123456",
         "accessConnectorId": "%1$s/providers/Microsoft.Databricks/accessConnectors/lake",
         "jobIdentityId": "%1$s/providers/Microsoft.ManagedIdentity/userAssignedIdentities/job",
         "jobIdentityClientId": "00000000-0000-0000-0000-000000000002",
         "networkWatcher": "%1$s/providers/Microsoft.Network/networkWatchers/nw",
         "logAnalyticsWorkspaceId": "%1$s/providers/Microsoft.OperationalInsights/workspaces/log"}
        """
            .formatted(group, databricks));
  }
}
