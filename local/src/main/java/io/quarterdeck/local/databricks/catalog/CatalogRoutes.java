package io.quarterdeck.local.databricks.catalog;

import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.WorkspaceIdentity;
import java.time.Clock;

/**
 * The routes of Unity Catalog: the metastore, storage credentials, external locations, volumes.
 *
 * @param catalog stores the objects
 * @param azure finds access connectors
 * @param workspace the workspace
 * @param clock the clock for timestamps
 */
public record CatalogRoutes(
    CatalogStore catalog, ArmResources azure, WorkspaceIdentity workspace, Clock clock) {
  /** Adds the routes. */
  public void add(ApiRoutes routes) {
    CatalogObjects objects = new CatalogObjects(catalog, clock);
    new MetastoreRoutes(workspace).add(routes);
    new StorageCredentialRoutes(objects, azure).add(routes);
    new ExternalLocationRoutes(objects).add(routes);
    new CatalogVolumeRoutes(objects).add(routes);
  }
}
