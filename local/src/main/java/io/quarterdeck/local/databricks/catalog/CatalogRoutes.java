package io.quarterdeck.local.databricks.catalog;

import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.authorization.Authorization;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.WorkspaceIdentity;
import java.time.Clock;

/**
 * The routes of Unity Catalog: the metastore, storage credentials, service credentials, external
 * locations, volumes, and grants.
 *
 * @param rights the objects, and the rights of callers
 * @param azure finds access connectors
 * @param authorization decides by the role assignments of the subscription
 * @param workspace the workspace
 * @param clock the clock for timestamps
 */
public record CatalogRoutes(
    CatalogRights rights,
    ArmResources azure,
    Authorization authorization,
    WorkspaceIdentity workspace,
    Clock clock) {
  /** Adds the routes. */
  public void add(ApiRoutes routes) {
    CatalogObjects objects = new CatalogObjects(rights, clock);
    new GrantRoutes(rights.catalog(), rights.grants(), rights).add(routes);
    new MetastoreRoutes(workspace).add(routes);
    ConnectorIdentity connector = new ConnectorIdentity(rights, azure, authorization);
    new StorageCredentialRoutes(objects, connector).add(routes);
    new CredentialRoutes(objects, connector).add(routes);
    new ExternalLocationRoutes(objects).add(routes);
    new CatalogVolumeRoutes(objects).add(routes);
  }
}
