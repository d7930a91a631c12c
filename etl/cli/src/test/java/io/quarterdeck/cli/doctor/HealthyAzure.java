package io.quarterdeck.cli.doctor;

import static java.util.stream.Collectors.joining;

import io.quarterdeck.testkit.AzureServer;
import io.quarterdeck.testkit.OutputsFile;
import java.util.List;

/** Makes a server respond as Azure does for a healthy stack. */
final class HealthyAzure {
  static final String ACCOUNT =
      OutputsFile.GROUP + "/providers/Microsoft.Storage/storageAccounts/stqdeckdevweu0c472";
  static final String VAULT =
      OutputsFile.GROUP + "/providers/Microsoft.KeyVault/vaults/kv-qdeck-dev-weu-0c472";
  static final String SERVERS =
      OutputsFile.GROUP + "/providers/Microsoft.DBforPostgreSQL/flexibleServers";
  static final String LIBRARIES = SERVERS + "/psql/configurations/shared_preload_libraries";
  static final String RESOURCES = OutputsFile.GROUP + "/resources";
  static final String WORKSPACE =
      OutputsFile.GROUP + "/providers/Microsoft.Databricks/workspaces/dbw";
  static final String IDENTITY = OutputsFile.JOB_IDENTITY;
  static final String PERMISSIONS = "/providers/Microsoft.Authorization/permissions";
  static final String PROVIDERS = "/subscriptions/" + OutputsFile.SUBSCRIPTION + "/providers";
  static final String SCIM = "/api/2.0/preview/scim/v2/Me";

  private HealthyAzure() {}

  /**
   * Sets the responses of the server. The outputs are those of {@link OutputsFile} with the
   * server's endpoints.
   */
  static void teach(AzureServer azure, String postgresHost) {
    azure.on("GET", OutputsFile.GROUP, 200, "{\"name\": \"rg-qdeck-dev-weu-0c472\"}");
    azure.on("GET", ACCOUNT, 200, provisioned("stqdeckdevweu0c472", "Succeeded"));
    for (String container : List.of("landing", "curated", "quarantine", "artifacts")) {
      azure.on("GET", container(container), 200, "{\"name\": \"" + container + "\"}");
    }
    azure.on("GET", VAULT, 200, provisioned("kv-qdeck-dev-weu-0c472", "Succeeded"));
    azure.on("GET", SERVERS, 200, server(postgresHost, "Ready"));
    azure.on("GET", LIBRARIES, 200, parameter("pgaudit,pg_stat_statements", "false"));
    azure.on("GET", RESOURCES, 200, "{\"value\": [{\"id\": \"" + WORKSPACE + "\"}]}");
    azure.on("GET", WORKSPACE, 200, workspace("Succeeded"));
    azure.on(
        "GET",
        OutputsFile.GROUP + "/providers/Microsoft.Databricks/accessConnectors/dbac",
        200,
        provisioned("dbac", "Succeeded"));
    azure.on(
        "GET",
        "/subscriptions/"
            + OutputsFile.SUBSCRIPTION
            + "/resourceGroups/NetworkWatcherRG/providers/Microsoft.Network/networkWatchers/"
            + "NetworkWatcher_westeurope",
        200,
        provisioned("NetworkWatcher_westeurope", "Succeeded"));
    azure.on("GET", IDENTITY, 200, identity("00000000-0000-0000-0000-000000000002"));
    azure.on(
        "GET",
        OutputsFile.GROUP + "/providers/Microsoft.OperationalInsights/workspaces/log",
        200,
        provisioned("log", "Succeeded"));
    azure.on("GET", ACCOUNT + PERMISSIONS, 200, role("[\"*/read\"]", BLOB_ROLE));
    azure.on("GET", VAULT + PERMISSIONS, 200, role("[]", VAULT_ROLE));
    azure.on("GET", OutputsFile.GROUP + PERMISSIONS, 200, role("[\"*\"]", "[]"));
    azure.on("GET", PROVIDERS, 200, providers(ProvidersCheck.NAMESPACES));
    azure.on("HEAD", "/lake/*", request -> AzureServer.blob(404, "BlobNotFound"));
    azure.on(
        "PUT", "/lake/*", request -> AzureServer.asSignedIn(request, AzureServer.blob(201, "")));
    azure.on(
        "DELETE", "/lake/*", request -> AzureServer.asSignedIn(request, AzureServer.blob(202, "")));
    azure.on("GET", "/secrets/postgres-password/", AzureServer.secret("of-the-vault"));
    azure.on("GET", SCIM, 200, "{\"userName\": \"ada@example.com\"}");
  }

  private static final String BLOB_ROLE =
      "[\"Microsoft.Storage/storageAccounts/blobServices/containers/blobs/*\"]";
  private static final String VAULT_ROLE =
      "[\"Microsoft.KeyVault/vaults/secrets/getSecret/action\"]";

  static String identity(String clientId) {
    return "{\"name\": \"id-job\", \"properties\": {\"clientId\": \"%s\"}}".formatted(clientId);
  }

  static String container(String name) {
    return ACCOUNT + "/blobServices/default/containers/" + name;
  }

  static String provisioned(String name, String state) {
    return "{\"id\": \"/of/%s\", \"name\": \"%s\", \"properties\": {\"provisioningState\": \"%s\"}}"
        .formatted(name, name, state);
  }

  static String server(String host, String state) {
    return """
        {"value": [{"id": "%s/psql", "name": "psql",
          "properties": {"state": "%s", "fullyQualifiedDomainName": "%s"}}]}
        """
        .formatted(SERVERS, state, host);
  }

  static String parameter(String value, String isPending) {
    return "{\"properties\": {\"value\": \"%s\", \"isConfigPendingRestart\": %s}}"
        .formatted(value, isPending);
  }

  static String workspace(String state) {
    return """
        {"id": "%s", "name": "dbw",
          "properties": {"provisioningState": "%s", "workspaceId": "1234567890123456"}}
        """
        .formatted(WORKSPACE, state);
  }

  /** Returns a workspace with these parameters, in JSON. */
  static String preparedWorkspace(String parameters) {
    return workspace("Succeeded")
        .replace("\"workspaceId\"", "\"parameters\": " + parameters + ", \"workspaceId\"");
  }

  static String role(String actions, String dataActions) {
    return """
        {"value": [{"actions": %s, "notActions": [], "dataActions": %s, "notDataActions": []}]}
        """
        .formatted(actions, dataActions);
  }

  static String providers(List<String> registered) {
    return registered.stream()
        .map(
            namespace ->
                "{\"namespace\": \"%s\", \"registrationState\": \"Registered\"}"
                    .formatted(namespace))
        .collect(joining(", ", "{\"value\": [", "]}"));
  }
}
