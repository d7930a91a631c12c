package io.quarterdeck.local.databricks;

import io.quarterdeck.local.databricks.secrets.ScopeVault;
import io.quarterdeck.local.databricks.secrets.SecretSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One vault with its secrets. */
record FakeVault(ScopeVault vault, Map<String, String> secrets) implements SecretSource {
  static final ScopeVault VAULT =
      new ScopeVault(
          "/subscriptions/1/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv",
          "https://kv.vault.azure.net/");

  FakeVault() {
    this(VAULT, Map.of("postgres-password", "s3cret"));
  }

  @Override
  public boolean has(ScopeVault other) {
    return vault.equals(other);
  }

  @Override
  public SortedMap<String, Long> names(ScopeVault other) {
    SortedMap<String, Long> names = new TreeMap<>();
    secrets.keySet().forEach(name -> names.put(name, 1_767_225_600_000L));
    return names;
  }

  @Override
  public Optional<String> value(ScopeVault other, String name) {
    return Optional.ofNullable(secrets.get(name));
  }
}
