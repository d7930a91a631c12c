package io.quarterdeck.local.keyvault;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.nimbusds.jose.jwk.RSAKey;
import io.quarterdeck.local.authorization.AccessRequest;
import io.quarterdeck.local.authorization.Authorization;
import io.quarterdeck.local.entra.Callers;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Creates, shows and uses the keys of the vault that the host of the request names, {@code
 * NAME.vault.azure.net}. A key has one version. Sources: "Create Key" and "Get Key" in Azure's REST
 * reference (/rest/api/keyvault/keys).
 *
 * @param vaults the vaults of the subscription
 * @param files the key material
 * @param authorization the role assignments of callers
 */
record KeyRoutes(SubscriptionVaults vaults, KeyFiles files, Authorization authorization) {
  /** The domain of the vaults. */
  static final String DOMAIN = ".vault.azure.net";

  private static final String KEYS = "Microsoft.KeyVault/vaults/keys/";
  private static final int USUAL_SIZE = 2048;
  private static final Set<Integer> SIZES = Set.of(2048, 3072, 4096);
  private static final List<String> OPERATIONS =
      List.of("encrypt", "decrypt", "sign", "verify", "wrapKey", "unwrapKey");

  List<Route> routes() {
    List<Route> routes =
        new ArrayList<>(
            List.of(
                new Route("POST", "/keys/{name}/create", this::create),
                new Route("GET", "/keys/{name}", this::read),
                new Route("GET", "/keys/{name}/{version}", this::read)));
    routes.addAll(new KeyOperations(this).routes());
    return routes;
  }

  private Answer create(Call call, List<String> path) {
    VaultResource vault = vault(call);
    String name = path.get(0);
    require(call, vault, "create/action", name);
    if (!name.matches("[0-9a-zA-Z-]{1,127}")) {
      throw KeyVaultErrors.bad("The request URI contains an invalid name: " + name);
    }
    JsonObject request = call.json("BadParameter");
    if (!text(request, "kty").equals("RSA")) {
      throw KeyVaultErrors.bad(
          "Property kty has invalid value: the local vault supports keys of the type RSA only.");
    }
    int size = request.has("key_size") ? request.get("key_size").getAsInt() : USUAL_SIZE;
    if (!SIZES.contains(size)) {
      throw KeyVaultErrors.bad("Property key_size has invalid value: " + size);
    }
    if (vaults.hasKey(vault, name)) {
      throw ApiError.of(
          409,
          "Conflict",
          "The local vault supports one version of a key, and " + name + " exists.");
    }
    RSAKey key = files.key(vault, name, size);
    vaults.addKey(vault, name, size);
    return Answer.json(bundle(vault, name, key));
  }

  private Answer read(Call call, List<String> path) {
    VaultResource vault = vault(call);
    String name = path.get(0);
    require(call, vault, "read", name);
    Optional<String> version = path.stream().skip(1).findFirst();
    return Answer.json(bundle(vault, name, existing(vault, name, version)));
  }

  /**
   * Returns a key that exists.
   *
   * @param version the version; empty for the newest one
   * @throws ApiError {@code KeyNotFound}
   */
  RSAKey existing(VaultResource vault, String name, Optional<String> version) {
    if (vaults.hasKey(vault, name)) {
      RSAKey key = files.key(vault, name, USUAL_SIZE);
      if (version.filter(each -> !each.equals(key.getKeyID())).isEmpty()) {
        return key;
      }
    }
    throw ApiError.of(
        404,
        "KeyNotFound",
        "A key with (name/id) "
            + name
            + version.map(each -> "/" + each).orElse("")
            + " was not found in this key vault. If you recently deleted this key you may be able to"
            + " recover it using the correct recovery command. For help resolving this issue, please"
            + " see https://go.microsoft.com/fwlink/?linkid=2125182");
  }

  /** Returns the vault that the host of the request names. */
  VaultResource vault(Call call) {
    String host = call.header("Host").orElse("").replaceFirst(":\\d+$", "");
    return Optional.of(host)
        .filter(name -> name.endsWith(DOMAIN))
        .flatMap(name -> vaults.find(name.substring(0, name.length() - DOMAIN.length())))
        .orElseThrow(
            () ->
                ApiError.of(
                    404, "NotFound", "No vault of the subscription has the address " + host + "."));
  }

  /** Refuses a caller without a data action on the key. */
  void require(Call call, VaultResource vault, String action, String name) {
    String resource = vault.id() + "/keys/" + name;
    AccessRequest request = AccessRequest.dataAction(KEYS + action, resource);
    if (!authorization.allows(Callers.of(call), request)) {
      throw new SecretAccess(authorization, vault)
          .forbidden(Callers.of(call), request.action(), resource);
    }
  }

  private static JsonObject bundle(VaultResource vault, String name, RSAKey key) {
    JsonObject web = new JsonObject();
    web.addProperty("kid", id(vault, name, key));
    web.addProperty("kty", "RSA");
    JsonArray operations = new JsonArray();
    OPERATIONS.forEach(operations::add);
    web.add("key_ops", operations);
    web.addProperty("n", key.getModulus().toString());
    web.addProperty("e", key.getPublicExponent().toString());
    JsonObject attributes = new JsonObject();
    attributes.addProperty("enabled", true);
    attributes.addProperty("recoveryLevel", vault.recoveryLevel());
    attributes.addProperty("recoverableDays", vault.retentionDays());
    JsonObject bundle = new JsonObject();
    bundle.add("key", web);
    bundle.add("attributes", attributes);
    return bundle;
  }

  /** Returns the URL of the key's version. */
  static String id(VaultResource vault, String name, RSAKey key) {
    return "https://" + vault.name() + DOMAIN + "/keys/" + name + "/" + key.getKeyID();
  }

  /** Returns a field of a request; an empty text if it is missing. */
  static String text(JsonObject object, String field) {
    return Optional.ofNullable(object.get(field))
        .filter(JsonElement::isJsonPrimitive)
        .map(JsonElement::getAsString)
        .orElse("");
  }
}
