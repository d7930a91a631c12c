package io.quarterdeck.local.databricks.catalog;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.flag;
import static io.quarterdeck.local.http.schema.Shapes.text;

import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.authorization.AccessRequest;
import io.quarterdeck.local.authorization.Authorization;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.WorkspaceUser;
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
 * @param authorization decides by the role assignments of the subscription
 */
record StorageCredentialRoutes(
    CatalogObjects objects, ArmResources azure, Authorization authorization) {
  /**
   * Databricks looks for the roles Contributor and Owner on the connector (databricks/cli #1486).
   * The emulator asks for an action of these roles.
   */
  private static final String USE_CONNECTOR = "Microsoft.Databricks/accessConnectors/write";

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
    checkCreator(call.caller());
    return objects.create(
        call, Kind.STORAGE_CREDENTIAL, CatalogObjects.name(request), identified(call, request));
  }

  /**
   * Account administrators may create credentials, and users with the privilege. The privilege
   * cannot be delegated to a service principal ("Create a storage credential for connecting to
   * Azure Data Lake Storage").
   */
  private void checkCreator(WorkspaceUser user) {
    CatalogRights rights = objects.rights();
    boolean isUser = user.principal().clientId().isEmpty();
    if (!rights.members().isAccountAdmin(user)
        && !(isUser
            && rights.has(
                user.userName(),
                Securable.METASTORE,
                MetastoreRoutes.ID,
                "CREATE_STORAGE_CREDENTIAL"))) {
      throw rights.denied("CREATE_STORAGE_CREDENTIAL", Securable.METASTORE, MetastoreRoutes.ID);
    }
  }

  private Answer update(ApiCall call) throws IOException {
    call.query();
    JsonObject change = call.json(CREDENTIAL.partial());
    return objects.update(call, Kind.STORAGE_CREDENTIAL, call.rest(), identified(call, change));
  }

  private JsonObject identified(ApiCall call, JsonObject request) {
    if (request.has("azure_managed_identity")) {
      JsonObject identity = request.getAsJsonObject("azure_managed_identity");
      String id = identity.get("access_connector_id").getAsString();
      if (azure.find(id).isEmpty()) {
        throw DatabricksErrors.invalid(
            "Cannot use access connector "
                + id
                + ": found none; expected an existing access connector.");
      }
      if (!authorization.allows(
          call.caller().principal(), AccessRequest.action(USE_CONNECTOR, id))) {
        // databricks/terraform-provider-databricks #5768
        throw DatabricksErrors.denied(
            "Registering a storage credential requires the contributor role over the corresponding"
                + " access connector with ID "
                + id);
      }
      identity.addProperty("credential_id", UUID.randomUUID().toString());
    }
    return request;
  }
}
