package io.quarterdeck.local.databricks.secrets;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;

/** Reads the secrets of a Key Vault. Databricks does this with its own identity. Thread-safe. */
public interface SecretSource {
  /** Returns whether a vault with this resource id and this URL exists. */
  boolean has(ScopeVault vault) throws IOException;

  /**
   * Returns the names of the vault's secrets, with the time of their last change in Unix
   * milliseconds.
   */
  SortedMap<String, Long> names(ScopeVault vault) throws IOException;

  /** Returns the current value, if the secret exists and is enabled. */
  Optional<String> value(ScopeVault vault, String name) throws IOException;
}
