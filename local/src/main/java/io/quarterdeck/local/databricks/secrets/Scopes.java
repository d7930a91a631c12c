package io.quarterdeck.local.databricks.secrets;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.state.StateFile;
import io.quarterdeck.local.databricks.wire.ApiError;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The workspace's secret scopes: names for Key Vaults. Thread-safe, kept on disk. */
public final class Scopes {
  private final StateFile file;
  private final SecretSource source;
  private final SortedMap<String, KeyVault> vaults = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private Scopes(StateFile file, SecretSource source) {
    this.file = file;
    this.source = source;
  }

  /** The scopes of an earlier run. */
  public static Scopes open(StateFile file, SecretSource source) throws IOException {
    Scopes scopes = new Scopes(file, source);
    for (Map.Entry<String, JsonElement> entry : file.read().entrySet()) {
      JsonObject vault = entry.getValue().getAsJsonObject();
      scopes.vaults.put(
          entry.getKey(),
          new KeyVault(
              vault.get("resource_id").getAsString(), vault.get("dns_name").getAsString()));
    }
    return scopes;
  }

  /**
   * The value that {@code {{secrets/SCOPE/NAME}}} stands for.
   *
   * @throws ApiError when there is no such scope or no such secret
   */
  public String value(String scope, String name) throws IOException {
    return source
        .value(vault(scope), name)
        .orElseThrow(
            () ->
                ApiError.missing(
                    "Secret does not exist with scope: %s and key: %s".formatted(scope, name)));
  }

  synchronized void create(String scope, KeyVault vault) throws IOException {
    if (vaults.containsKey(scope)) {
      throw ApiError.exists("Scope " + scope + " already exists!");
    }
    if (!source.has(vault)) {
      throw ApiError.invalid(
          "Cannot create scope %s: found no Key Vault %s at %s; expected one that is there."
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

  synchronized SortedMap<String, KeyVault> all() {
    return new TreeMap<>(vaults);
  }

  SortedMap<String, Long> names(String scope) throws IOException {
    return source.names(vault(scope));
  }

  private synchronized KeyVault vault(String scope) {
    KeyVault vault = vaults.get(scope);
    if (vault == null) {
      throw ApiError.missing("Scope " + scope + " does not exist!");
    }
    return vault;
  }

  private void save() throws IOException {
    JsonObject state = new JsonObject();
    vaults.forEach((scope, vault) -> state.add(scope, SecretRoutes.json(vault)));
    file.write(state);
  }
}
