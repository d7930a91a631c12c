package io.quarterdeck.local.arm.store;

import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import java.util.Optional;

/** The keys in the vaults, and what prevents a service from using one. */
final class VaultKeys {
  /**
   * The role Key Vault Crypto Service Encryption User. Source: Microsoft Learn, "Azure built-in
   * roles".
   */
  private static final String CRYPTO_USER = "e147488a-f6f5-4113-8e2d-b22465e65bf6";

  /** What prevents a service from using a key, in the order in which Azure checks. */
  enum Obstacle {
    NO_VAULT,
    /** The vault has no soft delete or no purge protection. */
    NOT_RECOVERABLE,
    NO_KEY,
    DISABLED,
    NO_RIGHT
  }

  /**
   * A use of a key.
   *
   * @param version the version; empty if the service uses the newest one
   * @param principalId the object id of the identity that uses the key
   */
  record Use(String vaultUri, String name, String version, String principalId) {
    /**
     * Returns the use of a key with a URI such as {@code https://kv-1.vault.azure.net/keys/k} or
     * {@code https://kv-1.vault.azure.net/keys/k/VERSION}.
     */
    static Use of(String keyUri, String principalId) {
      int at = keyUri.indexOf("/keys/");
      String vault = at < 0 ? keyUri : keyUri.substring(0, at);
      String[] key = at < 0 ? new String[] {""} : keyUri.substring(at + 6).split("/", 2);
      return new Use(vault, key[0], key.length > 1 ? key[1] : "", principalId);
    }
  }

  private final ArmResources resources;

  VaultKeys(ArmResources resources) {
    this.resources = resources;
  }

  /** Returns what prevents this use; empty if nothing does. */
  Optional<Obstacle> obstacle(Use use) {
    Optional<ArmResource> vault = vault(use.vaultUri());
    if (vault.isEmpty()) {
      return Optional.of(Obstacle.NO_VAULT);
    }
    if (!recoverable(vault.get())) {
      return Optional.of(Obstacle.NOT_RECOVERABLE);
    }
    Optional<ArmResource> key = resources.find(vault.get().id() + "/keys/" + use.name());
    if (key.isEmpty() || !hasVersion(key.get(), use.version())) {
      return Optional.of(Obstacle.NO_KEY);
    }
    if (BodyValues.text(key.get(), "properties.attributes.enabled").equals("false")) {
      return Optional.of(Obstacle.DISABLED);
    }
    return mayUse(use.principalId(), key.get().id())
        ? Optional.empty()
        : Optional.of(Obstacle.NO_RIGHT);
  }

  /** Returns the size of a key in bits. */
  Optional<Long> size(String vaultUri, String name) {
    return vault(vaultUri)
        .flatMap(vault -> resources.find(vault.id() + "/keys/" + name))
        .flatMap(key -> BodyValues.number(JsonMaps.map(key.body()), "properties.keySize"));
  }

  /** Returns the vault with this URI, with or without a slash at the end. */
  Optional<ArmResource> vault(String uri) {
    return resources.list().stream()
        .filter(resource -> resource.type().equals("Microsoft.KeyVault/vaults"))
        .filter(vault -> bare(uri).equals(bare(BodyValues.text(vault, "properties.vaultUri"))))
        .findFirst();
  }

  private static String bare(String uri) {
    return ResourceIds.key(uri).replaceFirst("/$", "");
  }

  private static boolean recoverable(ArmResource vault) {
    // Soft delete is on by default. Only vaults from before 2020 can switch it off.
    return !BodyValues.text(vault, "properties.enableSoftDelete").equals("false")
        && BodyValues.text(vault, "properties.enablePurgeProtection").equals("true");
  }

  private static boolean hasVersion(ArmResource key, String version) {
    return version.isEmpty()
        || BodyValues.text(key, "properties.keyUriWithVersion").endsWith("/" + version);
  }

  private boolean mayUse(String principalId, String keyId) {
    return resources.list().stream()
        .filter(resource -> resource.type().equals("Microsoft.Authorization/roleAssignments"))
        .filter(grant -> principalId.equals(BodyValues.text(grant, "properties.principalId")))
        .filter(
            grant ->
                BodyValues.text(grant, "properties.roleDefinitionId").endsWith("/" + CRYPTO_USER))
        .map(grant -> ResourceIds.scope(grant.id()))
        .anyMatch(scope -> scope.equalsIgnoreCase(keyId) || ResourceIds.within(keyId, scope));
  }
}
