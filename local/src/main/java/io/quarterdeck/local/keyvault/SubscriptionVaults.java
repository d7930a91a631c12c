package io.quarterdeck.local.keyvault;

import java.util.Optional;

/** The vaults and the keys of the subscription, as Resource Manager stores them. Thread-safe. */
public interface SubscriptionVaults {
  /** Returns the vault with this name. */
  Optional<VaultResource> find(String name);

  /** Returns whether a vault has a key with this name. */
  boolean hasKey(VaultResource vault, String name);

  /**
   * Adds a key to a vault.
   *
   * @param size the number of bits
   */
  void addKey(VaultResource vault, String name, int size);
}
