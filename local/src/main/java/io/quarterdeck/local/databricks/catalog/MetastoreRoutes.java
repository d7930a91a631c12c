package io.quarterdeck.local.databricks.catalog;

import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.WorkspaceIdentity;
import io.quarterdeck.local.http.Answer;

/**
 * The route of the metastore, which has one catalog with one schema.
 *
 * @param workspace the workspace
 */
record MetastoreRoutes(WorkspaceIdentity workspace) {
  static final String CATALOG = "main";

  static final String SCHEMA = "default";

  static final String ID = "00000000-0000-4000-8000-000000000001";

  void add(ApiRoutes routes) {
    routes.at("GET", "/api/2.1/unity-catalog/current-metastore-assignment", this::assignment);
  }

  private Answer assignment(ApiCall call) {
    call.query();
    JsonObject json = new JsonObject();
    json.addProperty("metastore_id", ID);
    json.addProperty("workspace_id", workspace.id());
    json.addProperty("default_catalog_name", CATALOG);
    return Answer.json(json);
  }
}
