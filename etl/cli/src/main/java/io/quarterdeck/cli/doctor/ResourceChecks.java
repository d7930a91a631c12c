package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.access.ResourceManager;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.server.FlexibleServer;
import java.util.List;

/**
 * Creates the checks of the resources that the outputs identify. The API versions are those that
 * the Pulumi program uses.
 */
final class ResourceChecks {
  static final String STORAGE_ACCOUNT = "storage account";
  static final String STORAGE_VERSION = "2022-09-01";
  static final String POSTGRES_SERVER = "postgres server";

  private ResourceChecks() {}

  static List<Check> of(OutputValues outputs, ResourceManager manager) {
    String group = outputs.resourceGroupId() + "/providers/";
    String account = outputs.storageAccountId();
    return List.of(
        provisioned(STORAGE_ACCOUNT, account, STORAGE_VERSION, manager),
        new ContainersCheck(
            "containers",
            account,
            List.of(
                outputs.lake().landing(), outputs.lake().quarantine(), outputs.lake().artifacts()),
            manager),
        provisioned("key vault", outputs.keyVault().id(), "2023-02-01", manager),
        new ListedResourceCheck(
            POSTGRES_SERVER,
            FlexibleServer.collection(outputs),
            FlexibleServer.API_VERSION,
            "fullyQualifiedDomainName",
            FlexibleServer.hostNames(outputs.postgres()),
            ResourceState.READY,
            manager),
        new ListedResourceCheck(
            "databricks workspace",
            group + "Microsoft.Databricks/workspaces",
            "2023-02-01",
            "workspaceId",
            List.of(outputs.databricks().workspaceId()),
            ResourceState.PROVISIONED,
            manager),
        provisioned(
            "access connector",
            outputs.databricks().accessConnectorId(),
            "2022-10-01-preview",
            manager),
        new IdentityCheck(outputs.jobIdentity(), manager),
        provisioned("network watcher", outputs.networkWatcher(), "2023-02-01", manager),
        provisioned("log workspace", outputs.logAnalyticsWorkspaceId(), "2022-10-01", manager));
  }

  private static Check provisioned(
      String name, String id, String apiVersion, ResourceManager manager) {
    return new ResourceCheck(name, id, apiVersion, ResourceState.PROVISIONED, manager);
  }
}
