package io.quarterdeck.etl.databricks.storage;

import com.databricks.sdk.service.catalog.MetastoreAssignment;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.databricks.workspace.Workspace;
import java.util.Optional;

/** The workspace's catalog in Unity Catalog. */
public final class Catalog {
  private static final String LEGACY = "hive_metastore";

  private Catalog() {}

  /**
   * The catalog that the workspace uses by default: the one that Azure makes with it.
   *
   * @throws Failure when Unity Catalog is off here, or has no such catalog
   */
  public static String of(Workspace workspace) {
    Optional<MetastoreAssignment> assignment =
        workspace.find("ask for Unity Catalog", client -> client.metastores().current());
    if (assignment.isEmpty()) {
      throw new Failure(
          "Cannot register at "
              + workspace.address()
              + ": Unity Catalog is off there (no metastore is assigned to the workspace);"
              + " expected it on: through it the job's jar reaches the cluster, and the access"
              + " connector's identity reaches the lake, without a key. Nothing was made. Ask an"
              + " account administrator to assign the region's metastore to the workspace, then"
              + " run this again.");
    }
    return Optional.ofNullable(assignment.get().getDefaultCatalogName())
        .filter(name -> !name.isBlank() && !name.equals(LEGACY))
        .orElseThrow(
            () ->
                new Failure(
                    "Cannot choose a catalog at "
                        + workspace.address()
                        + ": the workspace's default catalog is in no metastore of Unity Catalog;"
                        + " expected one. Name the catalog to use with --catalog."));
  }
}
