package io.quarterdeck.local.databricks.secrets;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.StateFile;
import io.quarterdeck.local.databricks.secrets.ScopeAcl.Level;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The secret scopes of the workspace, each backed by a Key Vault. Stored on disk. Thread-safe. */
public final class SecretScopes {
  private static final String ACL = "acl";

  private final StateFile file;
  private final SecretSource source;
  private final SortedMap<String, ScopeVault> vaults = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final SortedMap<String, SortedMap<String, Level>> acls =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private SecretScopes(StateFile file, SecretSource source) {
    this.file = file;
    this.source = source;
  }

  /** Opens the scopes of an earlier run. */
  public static SecretScopes open(StateFile file, SecretSource source) throws IOException {
    SecretScopes scopes = new SecretScopes(file, source);
    for (Map.Entry<String, JsonElement> entry : file.read().entrySet()) {
      JsonObject vault = entry.getValue().getAsJsonObject();
      scopes.vaults.put(
          entry.getKey(),
          new ScopeVault(
              vault.get("resource_id").getAsString(), vault.get("dns_name").getAsString()));
      SortedMap<String, Level> acl = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      if (vault.has(ACL)) {
        vault
            .getAsJsonObject(ACL)
            .asMap()
            .forEach((name, level) -> acl.put(name, Level.valueOf(level.getAsString())));
      }
      scopes.acls.put(entry.getKey(), acl);
    }
    return scopes;
  }

  /**
   * Returns the value of {@code {{secrets/SCOPE/NAME}}}.
   *
   * @throws ApiError if the scope or the secret does not exist
   */
  public String value(String scope, String name) throws IOException {
    return source
        .value(vault(scope), name)
        .orElseThrow(
            () ->
                DatabricksErrors.missing(
                    "Secret does not exist with scope: %s and key: %s".formatted(scope, name)));
  }

  /**
   * Creates a scope.
   *
   * @param manager the principal that manages it
   */
  synchronized void create(String scope, ScopeVault vault, String manager) throws IOException {
    if (vaults.containsKey(scope)) {
      throw DatabricksErrors.exists("Scope " + scope + " already exists!");
    }
    if (!source.has(vault)) {
      throw DatabricksErrors.invalid(
          "Cannot create scope %s: found no Key Vault %s at %s; expected an existing Key Vault."
              .formatted(scope, vault.resourceId(), vault.dnsName()));
    }
    vaults.put(scope, vault);
    SortedMap<String, Level> acl = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    acl.put(manager, Level.MANAGE);
    acls.put(scope, acl);
    save();
  }

  /**
   * Returns the rights by principal.
   *
   * @throws ApiError if the scope does not exist
   */
  synchronized SortedMap<String, Level> acl(String scope) {
    vault(scope);
    return new TreeMap<>(acls.get(scope));
  }

  synchronized void allow(String scope, String principal, Level level) throws IOException {
    vault(scope);
    acls.get(scope).put(principal, level);
    save();
  }

  synchronized void deny(String scope, String principal) throws IOException {
    vault(scope);
    if (acls.get(scope).remove(principal) == null) {
      throw DatabricksErrors.missing(
          "Failed to get secret acl for principal %s for scope %s.".formatted(principal, scope));
    }
    save();
  }

  synchronized void delete(String scope) throws IOException {
    vault(scope);
    vaults.remove(scope);
    acls.remove(scope);
    save();
  }

  synchronized SortedMap<String, ScopeVault> all() {
    return new TreeMap<>(vaults);
  }

  SortedMap<String, Long> names(String scope) throws IOException {
    return source.names(vault(scope));
  }

  private synchronized ScopeVault vault(String scope) {
    ScopeVault vault = vaults.get(scope);
    if (vault == null) {
      throw DatabricksErrors.missing("Scope " + scope + " does not exist!");
    }
    return vault;
  }

  private void save() throws IOException {
    JsonObject state = new JsonObject();
    vaults.forEach(
        (scope, vault) -> {
          JsonObject json = ScopeRoutes.json(vault);
          JsonObject acl = new JsonObject();
          acls.get(scope).forEach((name, level) -> acl.addProperty(name, level.name()));
          json.add(ACL, acl);
          state.add(scope, json);
        });
    file.write(state);
  }
}
