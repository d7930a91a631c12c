package io.quarterdeck.local.databricks.secrets;

import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Where the secrets of a Key Vault are read, as Databricks reads them with its own identity.
 * Thread-safe.
 */
public interface SecretSource {
  /** Whether there is such a vault, of this resource id and this URL. */
  boolean has(KeyVault vault) throws IOException;

  /** The names of the vault's secrets, with the time of the last change in Unix milliseconds. */
  SortedMap<String, Long> names(KeyVault vault) throws IOException;

  /** The current value, if there is such a secret and it is enabled. */
  Optional<String> value(KeyVault vault, String name) throws IOException;
}
