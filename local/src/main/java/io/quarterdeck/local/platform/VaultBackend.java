package io.quarterdeck.local.platform;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.backend.ResourceBackend;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.keyvault.SecretProperties;
import io.quarterdeck.local.keyvault.VaultResource;
import io.quarterdeck.local.keyvault.Vaults;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * The Key Vault emulator behind the vaults and secrets that are created through Resource Manager.
 * The local stack is often destroyed and created again with the same names. Therefore creating a
 * soft-deleted secret recovers it, and creating a soft-deleted vault replaces it, unless {@code
 * createMode} is {@code recover}.
 */
final class VaultBackend implements ResourceBackend {
  private static final String VAULTS = "Microsoft.KeyVault/vaults";
  private static final String SECRETS = VAULTS + "/secrets";

  private final Vaults vaults;
  private final URI endpoint;

  /**
   * Creates a backend that uses these vaults.
   *
   * @param endpoint the endpoint of the only vault that is not deleted; ends with a slash
   */
  VaultBackend(Vaults vaults, URI endpoint) {
    this.vaults = vaults;
    this.endpoint = endpoint;
  }

  @Override
  public Set<String> types() {
    return Set.of(VAULTS, SECRETS);
  }

  @Override
  public Map<String, Object> created(ArmRequest request) {
    Map<?, ?> properties = (Map<?, ?>) request.body().get("properties");
    if (request.type().azureType().equals(VAULTS)) {
      putVault(request, properties);
      return Map.of("properties", Map.of("vaultUri", endpoint.toString()));
    }
    putSecret(request.id(), String.valueOf(properties.get("value")));
    return Map.of();
  }

  private void putVault(ArmRequest request, Map<?, ?> properties) {
    if (vaults.deleted().stream().anyMatch(deleted -> isNamed(deleted, request.id()))) {
      if ("recover".equals(properties.get("createMode"))) {
        vaults.recover(request.id());
      } else {
        // In Azure, purge protection keeps the name for the retention period. Here, a deleted stack
        // can be created again at once, with an empty vault.
        vaults.forget(request.id());
      }
    }
    vaults.put(
        new VaultResource(
            request.id(),
            String.valueOf(request.body().get("location")),
            properties.get("softDeleteRetentionInDays") instanceof Number days
                ? days.intValue()
                : VaultResource.MOST_DAYS,
            Boolean.TRUE.equals(properties.get("enablePurgeProtection"))));
  }

  private static boolean isNamed(VaultResource vault, String id) {
    return vault.name().equalsIgnoreCase(name(id));
  }

  private void putSecret(String id, String value) {
    String vault = vaultOf(id);
    try {
      vaults.setSecret(vault, name(id), value, SecretProperties.plain());
    } catch (ApiError refused) {
      if (refused.status() != 409) {
        throw refused;
      }
      vaults.recoverSecret(vault, name(id));
      vaults.setSecret(vault, name(id), value, SecretProperties.plain());
    }
  }

  @Override
  public Map<String, Object> updated(ArmResource before, ArmRequest request) {
    return created(request);
  }

  @Override
  public boolean exists(ArmResource resource) {
    return resource.type().equals(VAULTS) || hasSecret(resource.id());
  }

  @Override
  public void deleted(ArmResource resource) {
    if (resource.type().equals(VAULTS) && vaults.find(resource.id()).isPresent()) {
      vaults.delete(resource.id());
    } else if (resource.type().equals(SECRETS) && hasSecret(resource.id())) {
      vaults.deleteSecret(vaultOf(resource.id()), name(resource.id()));
    }
  }

  private boolean hasSecret(String id) {
    String vault = vaultOf(id);
    return vaults.find(vault).isPresent() && vaults.secretNames(vault).containsKey(name(id));
  }

  private static String vaultOf(String secretId) {
    return secretId.substring(0, secretId.lastIndexOf("/secrets/"));
  }

  private static String name(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }
}
