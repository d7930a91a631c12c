package io.quarterdeck.local.entra;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.quarterdeck.local.http.ApiError;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * Checks the assertions of federated credentials (RFC 7523, section 3). The emulator has the keys
 * of one issuer, {@link LocalTenant#PIPELINES_ISSUER}: Entra would request the keys of other
 * issuers over the internet.
 *
 * @param key the key of that issuer
 * @param clock the clock for the validity of assertions
 */
record Federation(SigningKey key, Clock clock) {
  private static final Duration SKEW = Duration.ofMinutes(5);

  /**
   * Checks that an application may sign in with an assertion.
   *
   * @throws ApiError otherwise
   */
  void check(Application application, String assertion) {
    SignedJWT token;
    JWTClaimsSet claims;
    try {
      token = SignedJWT.parse(assertion);
      claims = token.getJWTClaimsSet();
    } catch (ParseException e) {
      throw EntraErrors.malformedAssertion();
    }
    if (application.credentials().isEmpty()) {
      throw EntraErrors.noFederatedCredential(application);
    }
    checkClaims(application.credentials(), claims);
    checkSignature(token, claims);
    checkTime(claims);
  }

  private static void checkClaims(List<FederatedCredential> credentials, JWTClaimsSet claims) {
    List<FederatedCredential> ofIssuer =
        credentials.stream()
            .filter(credential -> credential.issuer().equals(claims.getIssuer()))
            .toList();
    if (ofIssuer.isEmpty()) {
      throw EntraErrors.unknownIssuer(text(claims.getIssuer()));
    }
    List<FederatedCredential> ofSubject =
        ofIssuer.stream()
            .filter(credential -> credential.subject().equals(claims.getSubject()))
            .toList();
    if (ofSubject.isEmpty()) {
      throw EntraErrors.unknownSubject(text(claims.getSubject()));
    }
    if (ofSubject.stream()
        .noneMatch(
            credential ->
                claims.getAudience().stream().anyMatch(credential.audiences()::contains))) {
      throw EntraErrors.unknownAudience(claims.getAudience());
    }
  }

  private void checkSignature(SignedJWT token, JWTClaimsSet claims) {
    if (!LocalTenant.PIPELINES_ISSUER.equals(claims.getIssuer())) {
      throw EntraErrors.unreachableIssuer();
    }
    if (!key.isNamedBy(token)) {
      throw EntraErrors.unknownKey(text(token.getHeader().getKeyID()), claims.getIssuer());
    }
    if (!key.signed(token)) {
      throw EntraErrors.invalidSignature();
    }
  }

  private void checkTime(JWTClaimsSet claims) {
    Instant now = clock.instant();
    Instant from = instant(claims.getNotBeforeTime());
    Instant to = instant(claims.getExpirationTime());
    if (!to.isAfter(now) || from.isAfter(now.plus(SKEW))) {
      throw EntraErrors.assertionOutsideItsTime(now, from, to);
    }
  }

  private static String text(String claim) {
    return Optional.ofNullable(claim).orElse("");
  }

  /** Returns the time of a claim, or the start of 1970 like Entra if the claim is missing. */
  private static Instant instant(Date claim) {
    return claim == null ? Instant.EPOCH : claim.toInstant();
  }
}
