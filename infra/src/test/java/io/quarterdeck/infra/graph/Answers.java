package io.quarterdeck.infra.graph;

import io.quarterdeck.contract.ApiVersions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The properties that Azure adds when it creates a resource, as far as the program reads them. */
final class Answers {
  /**
   * Overrides the requested identity: the request contains a list of ids, and the SDK expects a map
   * in the response.
   */
  private static final Map<String, Object> NO_IDENTITY =
      Map.of("type", "UserAssigned", "principalId", "", "tenantId", "");

  private Answers() {}

  private static Map<String, Object> systemIdentity(String principalId) {
    return Map.of("type", "SystemAssigned", "principalId", principalId, "tenantId", "");
  }

  static Map<String, Object> of(String type, String id, Map<String, Object> inputs) {
    Map<String, Object> state = new TreeMap<>(inputs);
    String name = id.substring(id.lastIndexOf('/') + 1);
    state.put("name", name);
    if (inputs.get("identity") instanceof Map<?, ?> identity
        && identity.get("userAssignedIdentities") instanceof List<?>) {
      state.put("identity", NO_IDENTITY);
    }
    switch (ApiVersions.withoutVersion(type)) {
      case "azure-native:storage:StorageAccount" ->
          state.put(
              "primaryEndpoints",
              Map.of(
                  "blob", "https://" + name + ".blob.core.windows.net/",
                  "dfs", "https://" + name + ".dfs.core.windows.net/",
                  "file", "",
                  "queue", "",
                  "table", "",
                  "web", ""));
      case "azure-native:keyvault:Vault" -> {
        Map<String, Object> properties = new TreeMap<>();
        ((Map<?, ?>) inputs.get("properties"))
            .forEach((key, value) -> properties.put(key.toString(), value));
        properties.put("vaultUri", "https://" + name + ".vault.azure.net/");
        state.put("properties", properties);
      }
      case "azure-native:datafactory:Factory" -> {
        state.put("identity", systemIdentity("factory-of-" + name));
        state.put("createTime", "2026-11-21T09:00:00Z");
      }
      case "azure-native:synapse:Workspace" -> {
        state.put("identity", systemIdentity("synapse-of-" + name));
        state.put(
            "connectivityEndpoints",
            Map.of("sqlOnDemand", name + "-ondemand.sql.azuresynapse.net"));
      }
      case "azure-native:network:PublicIPAddress" -> state.put("ipAddress", "198.51.100.7");
      case "azure-native:dbforpostgresql:Server" ->
          state.put("fullyQualifiedDomainName", name + ".postgres.database.azure.com");
      case "azure-native:managedidentity:UserAssignedIdentity" -> {
        state.put("principalId", "principal-of-" + name);
        state.put("clientId", "client-of-" + name);
      }
      case "azure-native:databricks:Workspace" -> {
        state.put("workspaceUrl", "adb-1234567890123456.7.azuredatabricks.net");
        state.put("workspaceId", "1234567890123456");
        state.put("storageAccountIdentity", systemIdentity("storage-of-" + name));
        state.put("managedDiskIdentity", systemIdentity("disks-of-" + name));
      }
      case "azure-native:keyvault:Key" -> {
        String vault = "https://" + inputs.get("vaultName") + ".vault.azure.net/keys/" + name;
        state.remove("properties");
        state.put("keyUri", vault);
        state.put("keyUriWithVersion", vault + "/0123456789abcdef0123456789abcdef");
      }
      case "azure-native:applicationinsights:Component" ->
          state.put("connectionString", "InstrumentationKey=key-of-" + name);
      case "azure-native:operationalinsights:Workspace" ->
          state.put("customerId", "00000000-0000-0000-0000-000000000005");
      default -> {
        // The program reads only the id and the name.
      }
    }
    return state;
  }
}
