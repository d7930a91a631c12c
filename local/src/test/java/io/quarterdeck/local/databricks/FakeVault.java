package io.quarterdeck.local.databricks;

import io.quarterdeck.local.databricks.secrets.KeyVault;
import io.quarterdeck.local.databricks.secrets.SecretSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One vault with its secrets. */
record FakeVault(KeyVault vault, Map<String, String> secrets) implements SecretSource {
  static final KeyVault VAULT =
      new KeyVault(
          "/subscriptions/1/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv",
          "https://kv.vault.azure.net/");

  FakeVault() {
    this(VAULT, Map.of("postgres-password", "s3cret"));
  }

  @Override
  public boolean has(KeyVault other) {
    return vault.equals(other);
  }

  @Override
  public SortedMap<String, Long> names(KeyVault other) {
    SortedMap<String, Long> names = new TreeMap<>();
    secrets.keySet().forEach(name -> names.put(name, 1_767_225_600_000L));
    return names;
  }

  @Override
  public Optional<String> value(KeyVault other, String name) {
    return Optional.ofNullable(secrets.get(name));
  }
}
