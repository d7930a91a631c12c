package io.quarterdeck.cli.doctor;

import com.azure.resourcemanager.postgresqlflexibleserver.fluent.models.ServerInner;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.contract.ApiVersions;
import java.util.List;
import java.util.function.Supplier;

/**
 * Creates the checks of the resources that the outputs identify. The client of generic resources
 * reads with the API versions that the Pulumi program uses. For Key Vault, no library has that
 * version: azure-resourcemanager-keyvault 2.54.1 sends 2025-05-01, and versions before 2026-02-01
 * retire on 2027-02-27.
 */
final class ResourceChecks {
  static final String STORAGE_ACCOUNT = "storage account";

  private ResourceChecks() {}

  /**
   * Returns the checks.
   *
   * @param servers lists the PostgreSQL servers of the resource group
   */
  static List<Check> of(
      OutputValues outputs, ManagementClients clients, Supplier<List<ServerInner>> servers) {
    return List.of(
        provisioned(
            STORAGE_ACCOUNT,
            outputs.storageAccountId(),
            version("storage:StorageAccount"),
            clients),
        new ContainersCheck(
            "containers",
            outputs,
            List.of(
                outputs.lake().landing(), outputs.lake().quarantine(), outputs.lake().artifacts()),
            clients),
        provisioned("key vault", outputs.keyVault().id(), version("keyvault:Vault"), clients),
        new PostgresServerCheck(servers, outputs.postgres(), clients),
        new WorkspaceCheck(outputs, clients),
        provisioned(
            "access connector",
            outputs.databricks().accessConnectorId(),
            version("databricks:AccessConnector"),
            clients),
        new IdentityCheck(outputs.jobIdentity(), clients),
        provisioned(
            "network watcher",
            outputs.networkWatcher(),
            version("network:NetworkWatcher"),
            clients),
        provisioned(
            "log workspace",
            outputs.logAnalyticsWorkspaceId(),
            version("operationalinsights:Workspace"),
            clients));
  }

  private static String version(String type) {
    return ApiVersions.of("azure-native:" + type).version();
  }

  private static Check provisioned(
      String name, String id, String apiVersion, ManagementClients clients) {
    return new ResourceCheck(name, id, apiVersion, clients);
  }
}
