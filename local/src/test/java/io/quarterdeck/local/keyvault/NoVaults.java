package io.quarterdeck.local.keyvault;

import java.util.Optional;

/** A subscription without vaults that have keys, for tests of secrets. */
enum NoVaults implements SubscriptionVaults {
  NONE;

  @Override
  public Optional<VaultResource> find(String name) {
    return Optional.empty();
  }

  @Override
  public boolean hasKey(VaultResource vault, String name) {
    return false;
  }

  @Override
  public void addKey(VaultResource vault, String name, int size) {
    throw new IllegalStateException("this subscription has no vaults");
  }
}
