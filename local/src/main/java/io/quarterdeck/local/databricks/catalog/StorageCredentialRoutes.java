package io.quarterdeck.local.databricks.catalog;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.flag;
import static io.quarterdeck.local.http.schema.Shapes.text;

import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.catalog.CatalogStore.Kind;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.io.IOException;

/**
 * The routes of storage credentials. This class creates and changes them; {@link CatalogObjects}
 * lists, gets and deletes them.
 *
 * @param objects the operations that all kinds of objects have in common
 * @param connector checks the identity
 */
record StorageCredentialRoutes(CatalogObjects objects, ConnectorIdentity connector) {
  private static final ShapeFields CREDENTIAL =
      object()
          .needs("name", CatalogObjects.NAME)
          .needs(ConnectorIdentity.FIELD, ConnectorIdentity.SHAPE)
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
    connector.requireCreator(call.caller(), "CREATE_STORAGE_CREDENTIAL");
    return objects.create(
        call,
        Kind.STORAGE_CREDENTIAL,
        CatalogObjects.name(request),
        connector.identified(call, request, "storage"));
  }

  private Answer update(ApiCall call) throws IOException {
    call.query();
    JsonObject change = call.json(CREDENTIAL.partial());
    return objects.update(
        call, Kind.STORAGE_CREDENTIAL, call.rest(), connector.identified(call, change, "storage"));
  }
}
