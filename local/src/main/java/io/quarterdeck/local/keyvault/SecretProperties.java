package io.quarterdeck.local.keyvault;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The properties of a secret version, besides its value. As in Key Vault, the times are
 * informational: the value can be read outside of them.
 *
 * @param enabled whether the value can be read
 * @param notBefore truncated to seconds
 * @param expires truncated to seconds
 * @param contentType any text
 * @param tags any texts
 */
public record SecretProperties(
    boolean enabled,
    Optional<Instant> notBefore,
    Optional<Instant> expires,
    Optional<String> contentType,
    Map<String, String> tags) {
  public SecretProperties {
    tags = Map.copyOf(tags);
  }

  /** Returns enabled, with no other property. */
  public static SecretProperties plain() {
    return new SecretProperties(
        true, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
  }
}
