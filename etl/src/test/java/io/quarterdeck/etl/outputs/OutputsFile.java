package io.quarterdeck.etl.outputs;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The outputs of a fictional stack {@code dev}, which tests can change and write to a file. */
public final class OutputsFile {
  public static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";
  public static final String GROUP =
      "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg-qdeck-dev-weu-0c472";

  public static final String JOB_IDENTITY =
      GROUP + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-job";

  private final Map<String, String> values = new LinkedHashMap<>();

  public OutputsFile() {
    with("environment", "dev");
    with("location", "westeurope");
    with("subscriptionId", SUBSCRIPTION);
    with("resourceGroup", "rg-qdeck-dev-weu-0c472");
    with("storageAccount", "stqdeckdevweu0c472");
    with("blobEndpoint", "https://stqdeckdevweu0c472.blob.core.windows.net/");
    with("dfsEndpoint", "https://stqdeckdevweu0c472.dfs.core.windows.net/");
    with("landingContainer", "landing");
    with("curatedContainer", "curated");
    with("quarantineContainer", "quarantine");
    with("artifactsContainer", "artifacts");
    with("keyVaultUri", "https://kv-qdeck-dev-weu-0c472.vault.azure.net/");
    with("keyVaultId", GROUP + "/providers/Microsoft.KeyVault/vaults/kv-qdeck-dev-weu-0c472");
    with("postgresHost", "psql-qdeck-dev-weu-0c472.postgres.database.azure.com");
    with("postgresPort", "5432");
    with("postgresDatabase", "quarterdeck");
    with("postgresUser", "id-qdeck-dev-weu-0c472-deployment");
    with("postgresPasswordSecret", "postgres-password");
    with("postgresAuth", "entra");
    with("databricksUrl", "https://adb-1234567890123456.7.azuredatabricks.net");
    with("databricksWorkspaceId", "1234567890123456");
    with("accessConnectorId", GROUP + "/providers/Microsoft.Databricks/accessConnectors/dbac");
    with("jobIdentityId", JOB_IDENTITY);
    with("jobIdentityClientId", "00000000-0000-0000-0000-000000000002");
    with(
        "networkWatcher",
        "/subscriptions/"
            + SUBSCRIPTION
            + "/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/"
            + "NetworkWatcher_westeurope");
    with(
        "logAnalyticsWorkspaceId",
        GROUP + "/providers/Microsoft.OperationalInsights/workspaces/log");
  }

  public OutputsFile with(String name, String value) {
    values.put(name, value);
    return this;
  }

  public OutputsFile without(String name) {
    values.remove(name);
    return this;
  }

  /** Returns the outputs in the format of {@code pulumi stack output --json}. */
  public String json() {
    return values.entrySet().stream()
        .map(entry -> "  \"" + entry.getKey() + "\": \"" + entry.getValue() + "\"")
        .map(line -> line.replace("\"5432\"", "5432"))
        .collect(joining(",\n", "{\n", "\n}\n"));
  }

  public Path write(Path folder) throws IOException {
    return Files.writeString(folder.resolve("outputs.json"), json());
  }
}
