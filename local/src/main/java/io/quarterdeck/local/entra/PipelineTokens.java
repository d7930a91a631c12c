package io.quarterdeck.local.entra;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/**
 * The id tokens that Azure Pipelines issues for service connections. Entra exchanges them for
 * access tokens.
 *
 * @param key the key of the issuer
 * @param clock the clock for the validity
 */
record PipelineTokens(SigningKey key, Clock clock) {
  /** The validity in Azure Pipelines (azure-cli #28708). */
  static final Duration LIFETIME = Duration.ofMinutes(10);

  String issue(String subject, Duration lifetime) {
    Instant now = clock.instant();
    return key.sign(
        new JWTClaimsSet.Builder()
            .issuer(LocalTenant.PIPELINES_ISSUER)
            .subject(subject)
            .audience(LocalTenant.EXCHANGE_AUDIENCE)
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(now.plus(lifetime)))
            .jwtID(UUID.randomUUID().toString())
            .build());
  }
}
