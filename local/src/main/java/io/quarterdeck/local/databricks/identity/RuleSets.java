package io.quarterdeck.local.databricks.identity;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.quarterdeck.local.databricks.api.StateFile;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.util.Locale;

/**
 * The roles of the Databricks account: its administrators, and the rule sets of service principals.
 * Stored on disk. Thread-safe.
 */
public final class RuleSets {
  /** Lets the holder run jobs as the service principal. */
  static final String USER = "roles/servicePrincipal.user";

  /** Lets the holder change the roles on the service principal. */
  static final String MANAGER = "roles/servicePrincipal.manager";

  /** The emulated account has one administrator: the first Global Administrator who signed in. */
  private static final String FIRST_ADMIN = LocalTenant.OWNER + "@" + LocalTenant.DOMAIN;

  private static final String SETS = "ruleSets";
  private static final String ADMINS = "admins";

  private final StateFile file;
  private final JsonObject state;

  private RuleSets(StateFile file, JsonObject state) {
    this.file = file;
    this.state = state;
  }

  /** Opens the roles of an earlier run. */
  public static RuleSets open(StateFile file) throws IOException {
    JsonObject state = file.read();
    if (!state.has(ADMINS)) {
      JsonArray admins = new JsonArray();
      admins.add(FIRST_ADMIN);
      state.add(ADMINS, admins);
      state.add(SETS, new JsonObject());
    }
    return new RuleSets(file, state);
  }

  synchronized boolean isAdmin(String userName) {
    return contains(state.getAsJsonArray(ADMINS), userName);
  }

  /** Returns whether the principal has the role on the service principal. */
  synchronized boolean has(String principal, String role, String applicationId) {
    for (JsonElement element : rules(applicationId)) {
      JsonObject rule = element.getAsJsonObject();
      if (rule.get("role").getAsString().equals(role)
          && contains(rule.getAsJsonArray("principals"), principal)) {
        return true;
      }
    }
    return false;
  }

  synchronized JsonArray rules(String applicationId) {
    JsonObject sets = state.getAsJsonObject(SETS);
    return sets.has(applicationId)
        ? sets.getAsJsonArray(applicationId).deepCopy()
        : new JsonArray();
  }

  /** Returns the version of the rule set, which an update must name. */
  synchronized String etag(String applicationId) {
    return Integer.toHexString(rules(applicationId).toString().hashCode());
  }

  /**
   * Replaces the rules.
   *
   * @throws ApiError if the rules are not those of the etag
   */
  synchronized void put(String applicationId, String etag, JsonArray rules) throws IOException {
    if (!etag.equals(etag(applicationId))) {
      throw ApiError.of(
          409,
          "RESOURCE_CONFLICT",
          "The rule set was changed in the meantime; read it again and use its etag.");
    }
    set(applicationId, rules);
  }

  /** Gives the creator of a service principal the role of its manager. */
  synchronized void created(String applicationId, String creator) throws IOException {
    JsonObject rule = new JsonObject();
    rule.addProperty("role", MANAGER);
    JsonArray principals = new JsonArray();
    principals.add(creator);
    rule.add("principals", principals);
    JsonArray rules = rules(applicationId);
    rules.add(rule);
    set(applicationId, rules);
  }

  private void set(String applicationId, JsonArray rules) throws IOException {
    state.getAsJsonObject(SETS).add(applicationId, rules);
    file.write(state);
  }

  private static boolean contains(JsonArray names, String name) {
    return names.contains(new JsonPrimitive(name))
        || names.contains(new JsonPrimitive(name.toLowerCase(Locale.ROOT)));
  }
}
