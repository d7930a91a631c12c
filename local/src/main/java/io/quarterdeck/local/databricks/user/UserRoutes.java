package io.quarterdeck.local.databricks.user;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.wire.Answer;
import io.quarterdeck.local.databricks.wire.Call;
import io.quarterdeck.local.databricks.wire.Routes;
import java.util.Map;
import java.util.TreeMap;

/** The token's user. */
public final class UserRoutes {
  private final Workspace workspace;

  public UserRoutes(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Adds its route. */
  public void add(Routes routes) {
    routes.at("GET", "/api/2.0/preview/scim/v2/Me", this::me);
  }

  private Answer me(Call call) {
    call.query();
    JsonObject email = new JsonObject();
    email.addProperty("type", "work");
    email.addProperty("value", workspace.userName());
    email.addProperty("primary", true);
    JsonArray emails = new JsonArray();
    emails.add(email);
    JsonArray schemas = new JsonArray();
    schemas.add("urn:ietf:params:scim:schemas:core:2.0:User");
    JsonObject user = new JsonObject();
    user.add("schemas", schemas);
    user.addProperty("id", "1");
    user.addProperty("userName", workspace.userName());
    user.addProperty("displayName", "Quarterdeck");
    user.addProperty("active", true);
    user.add("emails", emails);
    Answer plain = Answer.json(user);
    // Where the clients read the workspace's number.
    Map<String, String> headers = new TreeMap<>(plain.headers());
    headers.put("X-Databricks-Org-Id", String.valueOf(workspace.id()));
    return new Answer(plain.status(), headers, plain.length(), plain.body());
  }
}
