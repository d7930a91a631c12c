package io.quarterdeck.local.databricks.catalog;

import com.google.gson.JsonObject;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.WorkspaceIdentity;

/** The metastore and the catalog of the workspace. */
public final class Metastore {
  /** The only catalog, which has one schema. */
  static final String CATALOG = "main";

  static final String SCHEMA = "default";

  private static final String ID = "00000000-0000-4000-8000-000000000001";

  private final WorkspaceIdentity workspace;

  public Metastore(WorkspaceIdentity workspace) {
    this.workspace = workspace;
  }

  /** Adds the route. */
  public void add(ApiRoutes routes) {
    routes.at(
        "GET",
        "/api/2.1/unity-catalog/current-metastore-assignment",
        call -> {
          call.query();
          JsonObject json = new JsonObject();
          json.addProperty("metastore_id", ID);
          json.addProperty("workspace_id", workspace.id());
          json.addProperty("default_catalog_name", CATALOG);
          return Answer.json(json);
        });
  }
}
