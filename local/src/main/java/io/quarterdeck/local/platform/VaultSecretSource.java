package io.quarterdeck.local.platform;

import io.quarterdeck.local.databricks.secrets.ScopeVault;
import io.quarterdeck.local.databricks.secrets.SecretSource;
import io.quarterdeck.local.keyvault.Vaults;
import java.net.URI;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The vault of the local stack as Databricks reads it.
 *
 * @param vaults the vaults
 * @param endpoint the endpoint of the only vault that is not deleted; ends with a slash
 */
record VaultSecretSource(Vaults vaults, URI endpoint) implements SecretSource {
  @Override
  public boolean has(ScopeVault vault) {
    return vaults.find(vault.resourceId()).isPresent()
        && endpoint.equals(URI.create(vault.dnsName()));
  }

  @Override
  public SortedMap<String, Long> names(ScopeVault vault) {
    SortedMap<String, Long> names = new TreeMap<>();
    vaults
        .secretNames(vault.resourceId())
        .forEach((name, changed) -> names.put(name, changed.toEpochMilli()));
    return names;
  }

  @Override
  public Optional<String> value(ScopeVault vault, String name) {
    return vaults.secretValue(vault.resourceId(), name);
  }
}
