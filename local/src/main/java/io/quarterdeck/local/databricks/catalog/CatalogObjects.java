package io.quarterdeck.local.databricks.catalog;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.catalog.CatalogStore.Kind;
import io.quarterdeck.local.databricks.http.ApiCall;
import io.quarterdeck.local.databricks.http.ApiError;
import io.quarterdeck.local.databricks.http.ApiResponse;
import io.quarterdeck.local.databricks.http.ApiRoutes;
import io.quarterdeck.local.databricks.api.WorkspaceIdentity;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;

/**
 * The operations that all kinds of objects have in common.
 *
 * @param catalog stores the objects
 * @param workspace the owner
 * @param clock the clock for timestamps
 */
record CatalogObjects(CatalogStore catalog, WorkspaceIdentity workspace, Clock clock) {
  private static final String PATH = "/api/2.1/unity-catalog/";

  /** Adds the routes that list the objects, get one and delete one. */
  void add(ApiRoutes routes, Kind kind) {
    String path = PATH + kind.path();
    routes
        .at("GET", path, call -> list(call, kind))
        .under("GET", path + "/", call -> one(call, kind))
        .under("DELETE", path + "/", call -> delete(call, kind));
  }

  static String path(Kind kind) {
    return PATH + kind.path();
  }

  private ApiResponse list(ApiCall call, Kind kind) {
    call.query("max_results", "page_token", "catalog_name", "schema_name");
    JsonArray objects = new JsonArray();
    catalog.all(kind).forEach(objects::add);
    JsonObject answer = new JsonObject();
    answer.add(kind.path().replace('-', '_'), objects);
    return ApiResponse.json(answer);
  }

  private ApiResponse one(ApiCall call, Kind kind) {
    call.query();
    return ApiResponse.json(catalog.existing(kind, call.rest()));
  }

  private ApiResponse delete(ApiCall call, Kind kind) throws IOException {
    call.query("force");
    if (kind == Kind.STORAGE_CREDENTIAL && used(call.rest())) {
      throw ApiError.invalid(
          "Storage credential '" + call.rest() + "' is used by external locations");
    }
    catalog.delete(kind, call.rest());
    return ApiResponse.done();
  }

  private boolean used(String credential) {
    return catalog.all(Kind.EXTERNAL_LOCATION).stream()
        .anyMatch(location -> location.get("credential_name").getAsString().equals(credential));
  }

  ApiResponse create(Kind kind, String name, JsonObject object) throws IOException {
    object.remove("skip_validation");
    object.addProperty("id", UUID.randomUUID().toString());
    object.addProperty("owner", workspace.userName());
    object.addProperty("created_at", clock.millis());
    object.addProperty("created_by", workspace.userName());
    catalog.create(kind, name, object);
    return ApiResponse.json(object);
  }

  ApiResponse update(Kind kind, String name, JsonObject change) throws IOException {
    if (change.has("name") && !name(change).equals(name)) {
      throw ApiError.invalid("Cannot rename " + name + "; expected the same name.");
    }
    JsonObject object = catalog.existing(kind, name);
    change.entrySet().forEach(field -> object.add(field.getKey(), field.getValue()));
    object.remove("skip_validation");
    object.addProperty("updated_at", clock.millis());
    object.addProperty("updated_by", workspace.userName());
    catalog.put(kind, name, object);
    return ApiResponse.json(object);
  }

  static String name(JsonObject object) {
    return object.get("name").getAsString();
  }
}
