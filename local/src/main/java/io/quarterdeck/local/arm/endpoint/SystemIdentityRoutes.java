package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.datafactory.FactoryPrincipal;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.Call;

/**
 * The system-assigned identity of a resource (REST reference of managed identities, "System
 * Assigned Identities - Get By Scope"). Unlike the resource, the answer contains the application
 * id. Only data factories have one that another emulator knows.
 *
 * @param inventory the resources
 * @param providers the API versions
 */
record SystemIdentityRoutes(Inventory inventory, ResourceProviders providers) {
  static final String TYPE = "Microsoft.ManagedIdentity/identities";
  private static final String FACTORY = "Microsoft.DataFactory/factories";

  /** Returns the identity. The filter of all requests has checked the right to read it. */
  Answer read(Call call, ResourcePath path) {
    providers.check(path, call.query().get("api-version"));
    ResourcePath owner =
        ResourcePath.of(path.segments().subList(0, path.at()))
            .orElseThrow(() -> ArmErrors.unknown(call));
    ArmResource resource = inventory.resource(owner);
    if (!path.name().equals("default")
        || !resource.type().equalsIgnoreCase(FACTORY)
        || !(resource.body().get("identity") instanceof JsonObject identity)
        || !identity.has("principalId")) {
      throw ArmErrors.unknown(call);
    }
    String principal = identity.get("principalId").getAsString();
    JsonObject properties = new JsonObject();
    properties.addProperty("clientId", FactoryPrincipal.clientId(principal));
    properties.addProperty("principalId", principal);
    properties.add("tenantId", identity.get("tenantId"));
    JsonObject answer = new JsonObject();
    answer.addProperty("id", path.id());
    answer.addProperty("name", "default");
    answer.addProperty("type", TYPE);
    answer.add("location", resource.body().get("location"));
    answer.add("properties", properties);
    return Answer.json(answer);
  }
}
