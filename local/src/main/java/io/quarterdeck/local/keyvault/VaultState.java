package io.quarterdeck.local.keyvault;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A vault and its content. Immutable.
 *
 * @param deletion present if the vault is soft-deleted
 * @param secrets by name; names are case-insensitive
 */
record VaultState(
    VaultResource vault, Optional<Deletion> deletion, SortedMap<String, Secret> secrets) {
  VaultState {
    SortedMap<String, Secret> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(secrets);
    secrets = Collections.unmodifiableSortedMap(copy);
  }

  static VaultState empty(VaultResource vault) {
    return new VaultState(vault, Optional.empty(), Collections.emptySortedMap());
  }

  boolean isDeleted() {
    return deletion.isPresent();
  }

  VaultState with(VaultResource changed) {
    return new VaultState(changed, deletion, secrets);
  }

  VaultState with(Optional<Deletion> changed) {
    return new VaultState(vault, changed, secrets);
  }

  VaultState with(Secret secret) {
    SortedMap<String, Secret> changed = new TreeMap<>(secrets);
    changed.put(secret.name(), secret);
    return new VaultState(vault, deletion, changed);
  }

  VaultState without(String name) {
    SortedMap<String, Secret> changed = new TreeMap<>(secrets);
    changed.remove(name);
    return new VaultState(vault, deletion, changed);
  }

  /** Returns this state without the secrets whose scheduled purge date has passed. */
  VaultState at(Instant now) {
    SortedMap<String, Secret> left = new TreeMap<>(secrets);
    left.values()
        .removeIf(secret -> secret.deletion().filter(each -> each.isOver(now)).isPresent());
    return left.size() == secrets.size() ? this : new VaultState(vault, deletion, left);
  }
}
