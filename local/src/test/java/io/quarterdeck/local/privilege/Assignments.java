package io.quarterdeck.local.privilege;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.access.Scopes;
import io.quarterdeck.contract.ApiVersions;
import java.util.Locale;

/**
 * The role assignments of a subscription and the administrators of its server, through Resource
 * Manager.
 *
 * @param owner the access of a principal that may change them
 * @param subscription the id of the subscription
 */
record Assignments(AzureAccess owner, String subscription) {
  private static final String TYPE = "/providers/Microsoft.Authorization/roleAssignments";
  private static final String VERSION = "?api-version=2022-04-01";
  private static final String SERVER_VERSION =
      "?api-version=" + ApiVersions.of("azure-native:dbforpostgresql:Server").version();

  /** An assignment that exists. */
  record Existing(String id, JsonObject properties) {}

  /** Returns the only assignment of a role to a principal. */
  Existing only(String principalId, String role) {
    JsonObject list =
        send(HttpMethod.GET, "/subscriptions/" + subscription + TYPE, VERSION, null, 200);
    Existing found = null;
    for (JsonElement each : list.getAsJsonArray("value")) {
      JsonObject properties = each.getAsJsonObject().getAsJsonObject("properties");
      if (properties.get("principalId").getAsString().equals(principalId)
          && properties.get("roleDefinitionId").getAsString().endsWith(role)) {
        if (found != null) {
          throw new IllegalStateException("two assignments of " + role + " to " + principalId);
        }
        found = new Existing(each.getAsJsonObject().get("id").getAsString(), properties);
      }
    }
    if (found == null) {
      throw new IllegalStateException("no assignment of " + role + " to " + principalId);
    }
    return found;
  }

  /** Returns a property of a managed identity. */
  String identity(String id, String property) {
    return send(HttpMethod.GET, id, "?api-version=2024-11-30", null, 200)
        .getAsJsonObject("properties")
        .get(property)
        .getAsString();
  }

  /** Returns the administrator of the only PostgreSQL server of a group. */
  Existing administrator(String group, String objectId) {
    String servers = group + "/providers/Microsoft.DBforPostgreSQL/flexibleServers";
    String id =
        send(HttpMethod.GET, servers, SERVER_VERSION, null, 200)
                .getAsJsonArray("value")
                .get(0)
                .getAsJsonObject()
                .get("id")
                .getAsString()
            + "/administrators/"
            + objectId;
    return new Existing(
        id, send(HttpMethod.GET, id, SERVER_VERSION, null, 200).getAsJsonObject("properties"));
  }

  void removeAdministrator(Existing administrator) {
    send(HttpMethod.DELETE, administrator.id(), SERVER_VERSION, null, 202);
  }

  void restoreAdministrator(Existing administrator) {
    JsonObject properties = new JsonObject();
    for (String name : new String[] {"principalName", "principalType", "tenantId"}) {
      properties.add(name, administrator.properties().get(name));
    }
    JsonObject body = new JsonObject();
    body.add("properties", properties);
    send(HttpMethod.PUT, administrator.id(), SERVER_VERSION, body, 201);
  }

  void remove(Existing assignment) {
    send(HttpMethod.DELETE, assignment.id(), VERSION, null, 200);
  }

  void restore(Existing assignment) {
    JsonObject properties = new JsonObject();
    for (String name : new String[] {"principalId", "principalType", "roleDefinitionId"}) {
      properties.add(name, assignment.properties().get(name));
    }
    JsonObject body = new JsonObject();
    body.add("properties", properties);
    send(HttpMethod.PUT, assignment.id(), VERSION, body, 201);
  }

  private JsonObject send(
      HttpMethod method, String path, String version, JsonObject body, int expected) {
    HttpRequest request =
        new HttpRequest(method, owner.resourceManager() + path + version)
            .setHeader(
                HttpHeaderName.AUTHORIZATION,
                "Bearer " + owner.token(Scopes.resourceManager(owner.resourceManager())));
    if (body != null) {
      request
          .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
          .setBody(BinaryData.fromString(body.toString()));
    }
    try (HttpResponse response = owner.http().sendSync(request, Context.NONE)) {
      String text = response.getBodyAsBinaryData().toString();
      if (response.getStatusCode() != expected) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT, "%s %s: %d %s", method, path, response.getStatusCode(), text));
      }
      return JsonParser.parseString(text.isEmpty() ? "{}" : text).getAsJsonObject();
    }
  }
}
