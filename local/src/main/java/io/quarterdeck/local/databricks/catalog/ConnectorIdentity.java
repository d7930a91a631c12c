package io.quarterdeck.local.databricks.catalog;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.text;

import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.authorization.AccessRequest;
import io.quarterdeck.local.authorization.Authorization;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.WorkspaceUser;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.util.UUID;

/**
 * The identity of an access connector in a storage or service credential, and who may register it.
 *
 * @param rights the rights of callers
 * @param azure finds access connectors
 * @param authorization decides by the role assignments of the subscription
 */
record ConnectorIdentity(CatalogRights rights, ArmResources azure, Authorization authorization) {
  static final String FIELD = "azure_managed_identity";

  /**
   * Databricks looks for the roles Contributor and Owner on the connector (databricks/cli #1486).
   * The emulator asks for an action of these roles.
   */
  private static final String USE_CONNECTOR = "Microsoft.Databricks/accessConnectors/write";

  static final ShapeFields SHAPE =
      object()
          .needs(
              "access_connector_id",
              text(
                  "/subscriptions/[^/]+/resourceGroups/[^/]+/providers"
                      + "/Microsoft\\.Databricks/accessConnectors/[^/]+",
                  "the resource id of an access connector"))
          .may("managed_identity_id", text());

  /**
   * Checks that the caller may create a credential: an account administrator, or a user with the
   * privilege on the metastore. The privilege cannot be delegated to a service principal ("Create a
   * storage credential for connecting to Azure Data Lake Storage", "Create service credentials").
   */
  void requireCreator(WorkspaceUser user, String privilege) {
    boolean isUser = user.principal().clientId().isEmpty();
    if (!rights.members().isAccountAdmin(user)
        && !(isUser
            && rights.has(user.userName(), Securable.METASTORE, MetastoreRoutes.ID, privilege))) {
      throw rights.denied(privilege, Securable.METASTORE, MetastoreRoutes.ID);
    }
  }

  /**
   * Checks the connector in a request, and adds the id of the credential.
   *
   * @param kind the kind of credential in the message: storage or service
   */
  JsonObject identified(ApiCall call, JsonObject request, String kind) {
    if (request.has(FIELD)) {
      JsonObject identity = request.getAsJsonObject(FIELD);
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
            "Registering a "
                + kind
                + " credential requires the contributor role over the corresponding access"
                + " connector with ID "
                + id);
      }
      identity.addProperty("credential_id", UUID.randomUUID().toString());
    }
    return request;
  }
}
