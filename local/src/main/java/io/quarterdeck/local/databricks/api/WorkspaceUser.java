package io.quarterdeck.local.databricks.api;

import com.google.gson.JsonObject;
import io.quarterdeck.local.entra.EntraPrincipal;

/**
 * A user or service principal as the workspace shows it.
 *
 * @param principal the verified caller
 */
public record WorkspaceUser(EntraPrincipal principal) {
  /**
   * Returns the user name: the e-mail address of a person, or the application id of a service
   * principal (Databricks, "Service principals": the application id is its user name).
   */
  public String userName() {
    return principal.clientId().orElseGet(principal::name);
  }

  /** Returns the identity that runs of a job of this user have by default. */
  public JsonObject runAs() {
    JsonObject runAs = new JsonObject();
    runAs.addProperty(
        principal.clientId().isPresent() ? "service_principal_name" : "user_name", userName());
    return runAs;
  }
}
