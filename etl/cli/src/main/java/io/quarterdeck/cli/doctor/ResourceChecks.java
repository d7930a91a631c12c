package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.access.ArmAnswer;
import io.quarterdeck.azure.access.ResourceManager;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.server.FlexibleServer;
import io.quarterdeck.contract.ApiVersions;
import java.util.List;
import java.util.function.Supplier;

/**
 * Creates the checks of the resources that the outputs identify. The API versions are those that
 * the Pulumi program uses.
 */
final class ResourceChecks {
  static final String STORAGE_ACCOUNT = "storage account";
  static final String STORAGE_VERSION = version("storage:StorageAccount");
  static final String POSTGRES_SERVER = "postgres server";

  private ResourceChecks() {}

  /**
   * Returns the checks.
   *
   * @param servers lists the PostgreSQL servers of the resource group
   */
  static List<Check> of(
      OutputValues outputs, ResourceManager manager, Supplier<List<ArmAnswer>> servers) {
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
        provisioned("key vault", outputs.keyVault().id(), version("keyvault:Vault"), manager),
        new ListedResourceCheck(
            POSTGRES_SERVER,
            servers,
            "fullyQualifiedDomainName",
            FlexibleServer.hostNames(outputs.postgres()),
            ResourceState.READY,
            manager),
        new ListedResourceCheck(
            "databricks workspace",
            () ->
                manager.pages(
                    group + "Microsoft.Databricks/workspaces", version("databricks:Workspace")),
            "workspaceId",
            List.of(outputs.databricks().workspaceId()),
            ResourceState.WORKSPACE,
            manager),
        provisioned(
            "access connector",
            outputs.databricks().accessConnectorId(),
            version("databricks:AccessConnector"),
            manager),
        new IdentityCheck(outputs.jobIdentity(), manager),
        provisioned(
            "network watcher",
            outputs.networkWatcher(),
            version("network:NetworkWatcher"),
            manager),
        provisioned(
            "log workspace",
            outputs.logAnalyticsWorkspaceId(),
            version("operationalinsights:Workspace"),
            manager));
  }

  private static String version(String type) {
    return ApiVersions.of("azure-native:" + type).version();
  }

  private static Check provisioned(
      String name, String id, String apiVersion, ResourceManager manager) {
    return new ResourceCheck(name, id, apiVersion, ResourceState.PROVISIONED, manager);
  }
}
