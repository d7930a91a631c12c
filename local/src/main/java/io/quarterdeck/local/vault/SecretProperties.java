package io.quarterdeck.local.vault;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a secret's version has besides its value. The times only inform, as in Key Vault: a secret
 * outside of them is still given out.
 *
 * @param enabled whether its value is given out
 * @param notBefore until the second
 * @param expires until the second
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

  /** Enabled, and nothing else. */
  public static SecretProperties plain() {
    return new SecretProperties(
        true, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
  }
}
