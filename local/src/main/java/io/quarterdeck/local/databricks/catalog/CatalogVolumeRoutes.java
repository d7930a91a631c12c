package io.quarterdeck.local.databricks.catalog;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.text;
import static io.quarterdeck.local.http.schema.Shapes.word;

import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.catalog.CatalogStore.Kind;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.io.IOException;

/**
 * The routes of volumes. This class creates volumes; {@link CatalogObjects} lists, gets and deletes
 * them.
 *
 * @param objects the operations that all kinds of objects have in common
 */
record CatalogVolumeRoutes(CatalogObjects objects) {
  private static final ShapeFields VOLUME =
      object()
          .needs("catalog_name", word(MetastoreRoutes.CATALOG))
          .needs("schema_name", word(MetastoreRoutes.SCHEMA))
          .needs("name", text("[A-Za-z0-9_-]{1,255}", "a name"))
          .needs("volume_type", word("MANAGED", "EXTERNAL"))
          .may("storage_location", ExternalLocationRoutes.URL)
          .may("comment", text());

  void add(ApiRoutes routes) {
    objects.add(routes, Kind.VOLUME);
    routes.at("POST", CatalogObjects.path(Kind.VOLUME), this::create);
  }

  private Answer create(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(VOLUME);
    boolean external = request.get("volume_type").getAsString().equals("EXTERNAL");
    if (external != request.has("storage_location")) {
      throw DatabricksErrors.invalid(
          "Cannot create the volume: expected storage_location for the type EXTERNAL, and for no other type.");
    }
    String user = call.caller().userName();
    String schema = MetastoreRoutes.CATALOG + "." + MetastoreRoutes.SCHEMA;
    CatalogRights rights = objects.rights();
    rights.require(user, Securable.CATALOG, MetastoreRoutes.CATALOG, "USE_CATALOG");
    rights.require(user, Securable.SCHEMA, schema, "USE_SCHEMA");
    rights.require(user, Securable.SCHEMA, schema, "CREATE_VOLUME");
    if (external) {
      String location = covering(request.get("storage_location").getAsString());
      rights.require(user, Securable.EXTERNAL_LOCATION, location, "CREATE_EXTERNAL_VOLUME");
    }
    String fullName = schema + "." + CatalogObjects.name(request);
    request.addProperty("full_name", fullName);
    return objects.create(call, Kind.VOLUME, fullName, request);
  }

  private String covering(String location) {
    return ExternalLocationRoutes.covering(objects.catalog(), location)
        .orElseThrow(
            () ->
                DatabricksErrors.invalid(
                    "Cannot create the volume: found no external location that contains "
                        + location
                        + "; expected one."));
  }
}
