package io.quarterdeck.local.databricks.catalog;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.flag;
import static io.quarterdeck.local.http.schema.Shapes.text;
import static io.quarterdeck.local.http.schema.Shapes.word;

import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.catalog.CatalogStore.Kind;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.io.IOException;

/**
 * The routes of service credentials ("Credentials" in the REST API reference, purpose SERVICE).
 * This class creates them; {@link CatalogObjects} lists, gets and deletes them. Credentials with
 * the purpose STORAGE are refused, because Quarterdeck uses the older API for these.
 *
 * @param objects the operations that all kinds of objects have in common
 * @param connector checks the identity
 */
record CredentialRoutes(CatalogObjects objects, ConnectorIdentity connector) {
  private static final ShapeFields CREDENTIAL =
      object()
          .needs("name", CatalogObjects.NAME)
          .needs("purpose", word("SERVICE"))
          .needs(ConnectorIdentity.FIELD, ConnectorIdentity.SHAPE)
          .may("comment", text())
          .may("skip_validation", flag());

  void add(ApiRoutes routes) {
    objects.add(routes, Kind.CREDENTIAL);
    routes.at("POST", CatalogObjects.path(Kind.CREDENTIAL), this::create);
  }

  private Answer create(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(CREDENTIAL);
    connector.requireCreator(call.caller(), "CREATE_SERVICE_CREDENTIAL");
    String name = CatalogObjects.name(request);
    JsonObject credential = connector.identified(call, request, "service");
    credential.addProperty("full_name", name);
    return objects.create(call, Kind.CREDENTIAL, name, credential);
  }
}
