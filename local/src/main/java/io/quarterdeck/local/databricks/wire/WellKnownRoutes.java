package io.quarterdeck.local.databricks.wire;

import com.google.gson.JsonObject;
import java.net.URI;

/**
 * What is asked without a token. Databricks answers; a client that gets no answer says so at
 * length, and goes on.
 */
final class WellKnownRoutes {
  private WellKnownRoutes() {}

  static Routes of(URI url) {
    return new Routes()
        .at("GET", "/", call -> page())
        .at("GET", "/.well-known/databricks-config", call -> configuration(url))
        .at("GET", "/oidc/.well-known/oauth-authorization-server", call -> authorization(url));
  }

  /** Where a run's page would be: its states are not for everyone on this machine. */
  private static Answer page() {
    return Answer.page(
        "<!doctype html><title>Quarterdeck</title><p>This stands in for a Databricks workspace and"
            + " has no pages. <code>./quarterdeck runs</code> shows its runs.");
  }

  private static Answer configuration(URI url) {
    JsonObject json = new JsonObject();
    json.addProperty("oidc_endpoint", url + "/oidc");
    return Answer.json(json);
  }

  /** There is nothing behind these: the local stack has a token and no sign-in. */
  private static Answer authorization(URI url) {
    JsonObject json = new JsonObject();
    json.addProperty("issuer", url + "/oidc");
    json.addProperty("authorization_endpoint", url + "/oidc/v1/authorize");
    json.addProperty("token_endpoint", url + "/oidc/v1/token");
    return Answer.json(json);
  }
}
