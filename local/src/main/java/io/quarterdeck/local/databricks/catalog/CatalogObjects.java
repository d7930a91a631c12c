package io.quarterdeck.local.databricks.catalog;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.catalog.CatalogStore.Kind;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.schema.Shape;
import io.quarterdeck.local.http.schema.Shapes;
import java.io.IOException;
import java.time.Clock;
import java.util.UUID;

/**
 * The operations that all kinds of objects have in common. Callers see the objects on which they
 * have a right, and change those that they manage.
 *
 * @param rights the objects, and the rights of callers
 * @param clock the clock for timestamps
 */
record CatalogObjects(CatalogRights rights, Clock clock) {
  static final Shape NAME = Shapes.text("[A-Za-z0-9_.-]{1,255}", "a name");

  private static final String PATH = "/api/2.1/unity-catalog/";

  /** Adds the routes that list the objects, get one and delete one. */
  void add(ApiRoutes routes, Kind kind) {
    String path = PATH + kind.path();
    routes
        .at("GET", path, call -> list(call, kind))
        .under("GET", path + "/", call -> one(call, kind))
        .under("DELETE", path + "/", call -> delete(call, kind));
  }

  CatalogStore catalog() {
    return rights.catalog();
  }

  private static Securable securable(Kind kind) {
    return Securable.valueOf(kind.name());
  }

  static String path(Kind kind) {
    return PATH + kind.path();
  }

  private Answer list(ApiCall call, Kind kind) {
    call.query("max_results", "page_token", "catalog_name", "schema_name", "purpose");
    JsonArray objects = new JsonArray();
    catalog().all(kind).stream()
        .filter(each -> rights.sees(call.caller().userName(), securable(kind), key(kind, each)))
        .forEach(objects::add);
    JsonObject answer = new JsonObject();
    answer.add(kind.path().replace('-', '_'), objects);
    return Answer.json(answer);
  }

  private Answer one(ApiCall call, Kind kind) {
    call.query();
    JsonObject object = catalog().existing(kind, call.rest());
    if (!rights.sees(call.caller().userName(), securable(kind), call.rest())) {
      throw rights.denied(firstPrivilege(kind), securable(kind), call.rest());
    }
    return Answer.json(object);
  }

  private Answer delete(ApiCall call, Kind kind) throws IOException {
    call.query("force");
    catalog().existing(kind, call.rest());
    rights.requireManage(call.caller().userName(), securable(kind), call.rest());
    if (kind == Kind.STORAGE_CREDENTIAL && used(call.rest())) {
      throw DatabricksErrors.invalid(
          "Storage credential '" + call.rest() + "' is used by external locations");
    }
    catalog().delete(kind, call.rest());
    rights.grants().deleted(securable(kind), call.rest());
    return Answer.done();
  }

  /** The privilege that the message names if a caller has none. */
  private static String firstPrivilege(Kind kind) {
    return switch (kind) {
      case STORAGE_CREDENTIAL -> "READ_FILES";
      case CREDENTIAL -> "ACCESS";
      case EXTERNAL_LOCATION -> "BROWSE";
      case VOLUME -> "READ_VOLUME";
    };
  }

  private static String key(Kind kind, JsonObject object) {
    return object.get(kind == Kind.VOLUME ? "full_name" : "name").getAsString();
  }

  private boolean used(String credential) {
    return catalog().all(Kind.EXTERNAL_LOCATION).stream()
        .anyMatch(location -> location.get("credential_name").getAsString().equals(credential));
  }

  Answer create(ApiCall call, Kind kind, String name, JsonObject object) throws IOException {
    object.remove("skip_validation");
    object.addProperty("id", UUID.randomUUID().toString());
    object.addProperty("owner", call.caller().userName());
    object.addProperty("created_at", clock.millis());
    object.addProperty("created_by", call.caller().userName());
    catalog().create(kind, name, object);
    return Answer.json(object);
  }

  Answer update(ApiCall call, Kind kind, String name, JsonObject change) throws IOException {
    if (change.has("name") && !name(change).equals(name)) {
      throw DatabricksErrors.invalid("Cannot rename " + name + "; expected the same name.");
    }
    JsonObject object = catalog().existing(kind, name);
    rights.requireManage(call.caller().userName(), securable(kind), name);
    change.entrySet().forEach(field -> object.add(field.getKey(), field.getValue()));
    object.remove("skip_validation");
    object.addProperty("updated_at", clock.millis());
    object.addProperty("updated_by", call.caller().userName());
    catalog().put(kind, name, object);
    return Answer.json(object);
  }

  static String name(JsonObject object) {
    return object.get("name").getAsString();
  }
}
