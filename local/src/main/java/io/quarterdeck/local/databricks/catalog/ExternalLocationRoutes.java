package io.quarterdeck.local.databricks.catalog;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.flag;
import static io.quarterdeck.local.http.schema.Shapes.text;

import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.catalog.CatalogStore.Kind;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.schema.Shape;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.io.IOException;
import java.util.Optional;

/**
 * The routes of external locations. This class creates and changes them; {@link CatalogObjects}
 * lists, gets and deletes them.
 *
 * @param objects the operations that all kinds of objects have in common
 */
record ExternalLocationRoutes(CatalogObjects objects) {
  static final Shape URL =
      text(
          "abfss://[a-z0-9-]{3,63}@[a-z0-9]{3,24}\\.dfs\\.core\\.windows\\.net(/.*)?",
          "abfss://CONTAINER@ACCOUNT.dfs.core.windows.net/PATH");

  private static final ShapeFields LOCATION =
      object()
          .needs("name", CatalogObjects.NAME)
          .needs("url", URL)
          .needs("credential_name", CatalogObjects.NAME)
          .may("comment", text())
          .may("read_only", flag())
          .may("skip_validation", flag());

  void add(ApiRoutes routes) {
    objects.add(routes, Kind.EXTERNAL_LOCATION);
    String path = CatalogObjects.path(Kind.EXTERNAL_LOCATION);
    routes.at("POST", path, this::create).under("PATCH", path + "/", this::update);
  }

  private Answer create(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(LOCATION);
    String user = call.caller().userName();
    objects
        .rights()
        .require(user, Securable.METASTORE, MetastoreRoutes.ID, "CREATE_EXTERNAL_LOCATION");
    check(request, "");
    objects
        .rights()
        .require(
            user,
            Securable.STORAGE_CREDENTIAL,
            request.get("credential_name").getAsString(),
            "CREATE_EXTERNAL_LOCATION");
    return objects.create(call, Kind.EXTERNAL_LOCATION, CatalogObjects.name(request), request);
  }

  private Answer update(ApiCall call) throws IOException {
    call.query();
    JsonObject change = call.json(LOCATION.partial());
    check(change, call.rest());
    return objects.update(call, Kind.EXTERNAL_LOCATION, call.rest(), change);
  }

  private void check(JsonObject location, String own) {
    if (location.has("credential_name")) {
      String credential = location.get("credential_name").getAsString();
      JsonObject there = objects.catalog().existing(Kind.STORAGE_CREDENTIAL, credential);
      location.add("credential_id", there.get("id"));
    }
    if (location.has("url")) {
      String url = slashed(location);
      for (JsonObject other : objects.catalog().all(Kind.EXTERNAL_LOCATION)) {
        String name = CatalogObjects.name(other);
        boolean overlaps = slashed(other).startsWith(url) || url.startsWith(slashed(other));
        if (overlaps && !name.equals(own)) {
          throw DatabricksErrors.bad(
              "LOCATION_OVERLAP",
              "Input path url '"
                  + location.get("url").getAsString()
                  + "' overlaps with other external locations. Conflicting location: "
                  + name
                  + ".");
        }
      }
    }
  }

  /** Returns the name of the external location that contains this URL, if there is one. */
  static Optional<String> covering(CatalogStore catalog, String url) {
    return catalog.all(Kind.EXTERNAL_LOCATION).stream()
        .filter(each -> (url + "/").startsWith(slashed(each)))
        .map(CatalogObjects::name)
        .findFirst();
  }

  /** Returns the URL of a location, with a trailing slash. */
  static String slashed(JsonObject location) {
    String url = location.get("url").getAsString();
    return url.endsWith("/") ? url : url + "/";
  }
}
