package io.quarterdeck.local.databricks.secrets;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.StateFile;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The secret scopes of the workspace, each backed by a Key Vault. Stored on disk. Thread-safe. */
public final class SecretScopes {
  private final StateFile file;
  private final SecretSource source;
  private final SortedMap<String, ScopeVault> vaults = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

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

  synchronized void create(String scope, ScopeVault vault) throws IOException {
    if (vaults.containsKey(scope)) {
      throw DatabricksErrors.exists("Scope " + scope + " already exists!");
    }
    if (!source.has(vault)) {
      throw DatabricksErrors.invalid(
          "Cannot create scope %s: found no Key Vault %s at %s; expected an existing Key Vault."
              .formatted(scope, vault.resourceId(), vault.dnsName()));
    }
    vaults.put(scope, vault);
    save();
  }

  synchronized void delete(String scope) throws IOException {
    vault(scope);
    vaults.remove(scope);
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
    vaults.forEach((scope, vault) -> state.add(scope, ScopeRoutes.json(vault)));
    file.write(state);
  }
}
