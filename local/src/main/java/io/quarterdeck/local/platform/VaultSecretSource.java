package io.quarterdeck.local.platform;

import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.authorization.AccessRequest;
import io.quarterdeck.local.authorization.Authorization;
import io.quarterdeck.local.databricks.secrets.ScopeVault;
import io.quarterdeck.local.databricks.secrets.SecretSource;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.keyvault.Vaults;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The vault of the local stack as Databricks reads it: with its application AzureDatabricks, which
 * needs a role on the vault, for example Key Vault Secrets User.
 *
 * @param vaults the vaults
 * @param endpoint the endpoint of the only vault that is not deleted; ends with a slash
 * @param azure decides by the role assignments of the subscription
 */
record VaultSecretSource(Vaults vaults, URI endpoint, Authorization azure) implements SecretSource {
  /** The application has the same id in each tenant. */
  private static final String APPLICATION = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d";

  private static final EntraPrincipal DATABRICKS =
      new EntraPrincipal(
          CallerIdentity.DATABRICKS_ID,
          Optional.of(APPLICATION),
          "AzureDatabricks",
          EntraPrincipal.Kind.SERVICE_PRINCIPAL,
          Set.of());

  private static final String LIST = "Microsoft.KeyVault/vaults/secrets/readMetadata/action";
  private static final String GET = "Microsoft.KeyVault/vaults/secrets/getSecret/action";

  @Override
  public boolean has(ScopeVault vault) {
    return vaults.find(vault.resourceId()).isPresent()
        && endpoint.equals(URI.create(vault.dnsName()));
  }

  @Override
  public SortedMap<String, Long> names(ScopeVault vault) {
    require(vault, LIST);
    SortedMap<String, Long> names = new TreeMap<>();
    vaults
        .secretNames(vault.resourceId())
        .forEach((name, changed) -> names.put(name, changed.toEpochMilli()));
    return names;
  }

  @Override
  public Optional<String> value(ScopeVault vault, String name) {
    require(vault, GET);
    return vaults.secretValue(vault.resourceId(), name);
  }

  /** The message is one that public repositories quote. */
  private void require(ScopeVault vault, String action) {
    if (!azure.allows(DATABRICKS, AccessRequest.dataAction(action, vault.resourceId()))) {
      throw ApiError.of(
          403,
          "PERMISSION_DENIED",
          "Invalid permissions on the specified KeyVault %s. Caller: name=AzureDatabricks;appId=%s;oid=%s; Action: %s; Assignment: (not found)"
              .formatted(vault.dnsName(), APPLICATION, DATABRICKS.objectId(), action));
    }
  }
}
