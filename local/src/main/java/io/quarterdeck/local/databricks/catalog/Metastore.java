package io.quarterdeck.local.databricks.catalog;

import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.user.Workspace;
import io.quarterdeck.local.databricks.wire.Answer;
import io.quarterdeck.local.databricks.wire.Routes;

/** Which metastore and which catalog are the workspace's. */
public final class Metastore {
  /** The one catalog that there is, and its one schema. */
  static final String CATALOG = "main";

  static final String SCHEMA = "default";

  private static final String ID = "00000000-0000-4000-8000-000000000001";

  private final Workspace workspace;

  public Metastore(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Adds its route. */
  public void add(Routes routes) {
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
