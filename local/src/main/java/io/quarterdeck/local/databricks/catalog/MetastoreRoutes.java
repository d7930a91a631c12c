package io.quarterdeck.local.databricks.catalog;

import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.WorkspaceIdentity;
import io.quarterdeck.local.http.Answer;

/**
 * The routes of the metastore, which has one catalog with one schema, and of the setting that names
 * the default catalog.
 *
 * @param workspace the workspace
 */
record MetastoreRoutes(WorkspaceIdentity workspace) {
  static final String CATALOG = "main";

  static final String SCHEMA = "default";

  static final String ID = "00000000-0000-4000-8000-000000000001";

  void add(ApiRoutes routes) {
    routes.at("GET", "/api/2.1/unity-catalog/current-metastore-assignment", this::assignment);
    routes.at(
        "GET",
        "/api/2.0/settings/types/default_namespace_ws/names/default",
        MetastoreRoutes::defaultNamespace);
  }

  private Answer assignment(ApiCall call) {
    call.query();
    JsonObject json = new JsonObject();
    json.addProperty("metastore_id", ID);
    json.addProperty("workspace_id", workspace.id());
    // Deprecated: the setting of the workspace names the default catalog.
    json.addProperty("default_catalog_name", "hive_metastore");
    return Answer.json(json);
  }

  private static Answer defaultNamespace(ApiCall call) {
    call.query();
    JsonObject value = new JsonObject();
    value.addProperty("value", CATALOG);
    JsonObject json = new JsonObject();
    json.addProperty("etag", "1");
    json.addProperty("setting_name", "default");
    json.add("namespace", value);
    return Answer.json(json);
  }
}
