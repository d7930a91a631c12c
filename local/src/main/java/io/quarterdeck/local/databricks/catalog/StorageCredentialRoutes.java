package io.quarterdeck.local.databricks.catalog;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.flag;
import static io.quarterdeck.local.http.schema.Shapes.text;

import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.catalog.CatalogStore.Kind;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.io.IOException;
import java.util.UUID;

/**
 * The routes of storage credentials. This class creates and changes them; {@link CatalogObjects}
 * lists, gets and deletes them.
 *
 * @param objects the operations that all kinds of objects have in common
 * @param azure finds access connectors
 */
record StorageCredentialRoutes(CatalogObjects objects, ArmResources azure) {
  private static final ShapeFields IDENTITY =
      object()
          .needs(
              "access_connector_id",
              text(
                  "/subscriptions/[^/]+/resourceGroups/[^/]+/providers"
                      + "/Microsoft\\.Databricks/accessConnectors/[^/]+",
                  "the resource id of an access connector"))
          .may("managed_identity_id", text());

  private static final ShapeFields CREDENTIAL =
      object()
          .needs("name", CatalogObjects.NAME)
          .needs("azure_managed_identity", IDENTITY)
          .may("comment", text())
          .may("read_only", flag())
          .may("skip_validation", flag());

  void add(ApiRoutes routes) {
    objects.add(routes, Kind.STORAGE_CREDENTIAL);
    String path = CatalogObjects.path(Kind.STORAGE_CREDENTIAL);
    routes.at("POST", path, this::create).under("PATCH", path + "/", this::update);
  }

  private Answer create(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(CREDENTIAL);
    return objects.create(
        call, Kind.STORAGE_CREDENTIAL, CatalogObjects.name(request), identified(request));
  }

  private Answer update(ApiCall call) throws IOException {
    call.query();
    JsonObject change = call.json(CREDENTIAL.partial());
    return objects.update(call, Kind.STORAGE_CREDENTIAL, call.rest(), identified(change));
  }

  private JsonObject identified(JsonObject request) {
    if (request.has("azure_managed_identity")) {
      JsonObject identity = request.getAsJsonObject("azure_managed_identity");
      String id = identity.get("access_connector_id").getAsString();
      if (azure.find(id).isEmpty()) {
        throw DatabricksErrors.invalid(
            "Cannot use access connector "
                + id
                + ": found none; expected an existing access connector.");
      }
      identity.addProperty("credential_id", UUID.randomUUID().toString());
    }
    return request;
  }
}
