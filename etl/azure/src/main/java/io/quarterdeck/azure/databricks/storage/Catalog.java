package io.quarterdeck.azure.databricks.storage;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.error.platform.PermissionDenied;
import com.databricks.sdk.service.catalog.MetastoreAssignment;
import com.databricks.sdk.service.settings.GetDefaultNamespaceSettingRequest;
import com.databricks.sdk.service.settings.StringMessage;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.loader.failure.Failure;
import java.util.Optional;

/**
 * Determines the workspace's default catalog in Unity Catalog. It is a setting of the workspace.
 * The assignment of the metastore also contains a name, which is deprecated (Databricks REST API,
 * "Metastore Assignment"). That name is used if the setting was never changed, or if only
 * administrators may read it.
 */
public final class Catalog {
  private static final String LEGACY = "hive_metastore";

  private Catalog() {}

  /**
   * Returns the workspace's default catalog, which Azure creates with the workspace.
   *
   * @throws Failure if Unity Catalog is not enabled, or the default catalog is not in Unity Catalog
   */
  public static String of(Workspace workspace) {
    Optional<MetastoreAssignment> assignment =
        workspace.find("ask for Unity Catalog", client -> client.metastores().current());
    if (assignment.isEmpty()) {
      throw Failure.of(
          "Cannot register at %s: Unity Catalog is not enabled (no metastore is "
              + "assigned to the workspace); expected Unity Catalog, which provides the "
              + "job's jar to clusters and opens the lake without a key. Nothing was "
              + "created. Ask an account administrator to assign the region's metastore to "
              + "the workspace, then run this again.",
          workspace.address());
    }
    return setting(workspace)
        .or(() -> Optional.ofNullable(assignment.get().getDefaultCatalogName()))
        .filter(name -> !name.isBlank() && !name.equals(LEGACY))
        .orElseThrow(
            () ->
                Failure.of(
                    "Cannot choose a catalog at %s: the workspace's default catalog is in no "
                        + "metastore of Unity Catalog; expected one. Name the catalog to use with "
                        + "--catalog.",
                    workspace.address()));
  }

  private static Optional<String> setting(Workspace workspace) {
    return workspace
        .find("read the default catalog", Catalog::readSetting)
        .flatMap(found -> found)
        .filter(name -> !name.isBlank());
  }

  private static Optional<String> readSetting(WorkspaceClient client) {
    try {
      return Optional.ofNullable(
              client
                  .settings()
                  .DefaultNamespace()
                  .get(new GetDefaultNamespaceSettingRequest())
                  .getNamespace())
          .map(StringMessage::getValue);
    } catch (PermissionDenied e) {
      return Optional.empty();
    }
  }
}
