package io.quarterdeck.local.databricks.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.http.Answer;
import java.util.UUID;

/** The routes of the current user. */
public final class UserRoutes {
  private final WorkspaceIdentity workspace;

  public UserRoutes(WorkspaceIdentity workspace) {
    this.workspace = workspace;
  }

  /** Adds the route. */
  public void add(ApiRoutes routes) {
    routes.at("GET", "/api/2.0/preview/scim/v2/Me", this::me);
  }

  private Answer me(ApiCall call) {
    call.query();
    WorkspaceUser caller = call.caller();
    JsonObject email = new JsonObject();
    email.addProperty("type", "work");
    email.addProperty("value", caller.userName());
    email.addProperty("primary", true);
    JsonArray emails = new JsonArray();
    emails.add(email);
    JsonArray schemas = new JsonArray();
    schemas.add("urn:ietf:params:scim:schemas:core:2.0:User");
    JsonObject user = new JsonObject();
    user.add("schemas", schemas);
    user.addProperty("id", number(caller));
    user.addProperty("userName", caller.userName());
    user.addProperty("displayName", caller.principal().name());
    user.addProperty("active", true);
    user.add("emails", emails);
    // The clients read the number of the workspace from this header.
    return Answer.json(user).with("X-Databricks-Org-Id", String.valueOf(workspace.id()));
  }

  /** Returns the id of the caller in the workspace: a number, the same at each request. */
  private static String number(WorkspaceUser caller) {
    return Long.toString(
        UUID.fromString(caller.principal().objectId()).getLeastSignificantBits() & Long.MAX_VALUE);
  }
}
