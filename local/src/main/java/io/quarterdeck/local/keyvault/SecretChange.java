package io.quarterdeck.local.keyvault;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The changed properties of a secret. Properties that the request omits do not change. */
record SecretChange(
    Optional<Boolean> enabled,
    Optional<Instant> notBefore,
    Optional<Instant> expires,
    Optional<String> contentType,
    Optional<Map<String, String>> tags) {
  SecretProperties applied(SecretProperties before) {
    return new SecretProperties(
        enabled.orElse(before.enabled()),
        notBefore.or(before::notBefore),
        expires.or(before::expires),
        contentType.or(before::contentType),
        tags.orElse(before.tags()));
  }
}
