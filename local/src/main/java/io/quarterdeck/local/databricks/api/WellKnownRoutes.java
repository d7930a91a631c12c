package io.quarterdeck.local.databricks.api;

import com.google.gson.JsonObject;
import io.quarterdeck.local.http.Answer;
import java.net.URI;

/**
 * Routes without authentication. Databricks answers them; a client that gets no answer logs a long
 * warning and continues.
 */
final class WellKnownRoutes {
  private WellKnownRoutes() {}

  static ApiRoutes of(URI url, WorkspaceIdentity workspace) {
    return new ApiRoutes()
        .at("GET", "/", call -> page())
        .at("GET", "/.well-known/databricks-config", call -> configuration(url, workspace))
        .at("GET", "/oidc/.well-known/oauth-authorization-server", call -> authorization(url));
  }

  /**
   * The page of a run. It does not show the state of the run, because every user of the machine can
   * read it.
   */
  private static Answer page() {
    return Answer.page(
        "<!doctype html><title>Quarterdeck</title><p>This emulates a Databricks workspace and"
            + " has no pages. <code>./quarterdeck runs</code> shows its runs.");
  }

  /** The fields that the SDK reads ({@code HostMetadata} of databricks-sdk-java 0.141). */
  private static Answer configuration(URI url, WorkspaceIdentity workspace) {
    JsonObject json = new JsonObject();
    json.addProperty("oidc_endpoint", url + "/oidc");
    json.addProperty("account_id", WorkspaceIdentity.ACCOUNT);
    json.addProperty("workspace_id", Long.toString(workspace.id()));
    json.addProperty("cloud", "Azure");
    return Answer.json(json);
  }

  /** The endpoints in this answer do not exist: the local stack uses a token and has no sign-in. */
  private static Answer authorization(URI url) {
    JsonObject json = new JsonObject();
    json.addProperty("issuer", url + "/oidc");
    json.addProperty("authorization_endpoint", url + "/oidc/v1/authorize");
    json.addProperty("token_endpoint", url + "/oidc/v1/token");
    return Answer.json(json);
  }
}
