package io.quarterdeck.local.entra;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.quarterdeck.local.entra.EntraPrincipal.Kind;
import io.quarterdeck.local.entra.InvalidToken.Reason;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The access tokens of the tenant, in the format 1.0 that Azure's own services accept. The claims
 * are those of "Access token claims reference" on Microsoft Learn
 * (/entra/identity-platform/access-token-claims-reference).
 */
public final class AccessTokens implements TokenCheck {
  /**
   * The average lifetime in Azure, where each token has a random one of 60 to 90 minutes ("Token
   * lifetime", /entra/identity-platform/access-tokens).
   */
  static final Duration LIFETIME = Duration.ofMinutes(75);

  /**
   * The lifetime of a managed identity's token ("Managed identities frequently asked questions":
   * the infrastructure caches a token for 24 hours).
   */
  static final Duration MANAGED_IDENTITY_LIFETIME = Duration.ofHours(24);

  /** The issuer of tokens in the format 1.0 does not depend on the address of the tenant. */
  private static final String ISSUER = "https://sts.windows.net/" + LocalTenant.ID + "/";

  /** The difference between clocks that Microsoft's libraries accept by default. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private static final String USER = "user";

  /** The number of tokens that are kept. */
  private static final int KEPT = 100;

  private final SigningKey key;
  private final Clock clock;

  /**
   * The content of tokens whose signature was checked. A job sends thousands of requests with one
   * token, and each check of a signature takes one to two milliseconds.
   */
  private final Map<String, JWTClaimsSet> verified =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, JWTClaimsSet> eldest) {
              return size() > KEPT;
            }
          });

  AccessTokens(SigningKey key, Clock clock) {
    this.key = key;
    this.clock = clock;
  }

  /**
   * Returns a token that is valid from now.
   *
   * @param client the application that gets the token
   * @param audience the audience exactly as it was requested
   */
  String issue(EntraPrincipal principal, String client, String audience, Duration lifetime) {
    Instant now = clock.instant();
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .audience(audience)
            .issuer(ISSUER)
            .issueTime(Date.from(now))
            .notBeforeTime(Date.from(now))
            .expirationTime(Date.from(now.plus(lifetime)))
            .subject(principal.objectId())
            .claim("appid", client)
            .claim("oid", principal.objectId())
            .claim("tid", LocalTenant.ID)
            .claim("uti", UUID.randomUUID().toString())
            .claim("ver", "1.0");
    if (!principal.groups().isEmpty()) {
      claims.claim("groups", principal.groups().stream().sorted().toList());
    }
    switch (principal.kind()) {
      case USER ->
          claims
              .claim("idtyp", USER)
              .claim("appidacr", "0")
              .claim("scp", "user_impersonation")
              .claim("name", principal.name())
              .claim("unique_name", principal.name())
              .claim("upn", principal.name());
      case SERVICE_PRINCIPAL ->
          claims
              .claim("idtyp", "app")
              .claim("appidacr", "2")
              .claim("app_displayname", principal.name());
    }
    return key.sign(claims.build());
  }

  /** Returns a token for a service, as the tenant issues it. */
  public String issue(EntraPrincipal principal, Audience audience) {
    return issue(
        principal,
        principal.clientId().orElse(Clients.AZURE_CLI),
        audience.accepted().get(0),
        LIFETIME);
  }

  @Override
  public EntraPrincipal check(String token, Audience audience) throws InvalidToken {
    try {
      JWTClaimsSet claims = verified.get(token);
      if (claims == null) {
        claims = signed(token);
        verified.put(token, claims);
      }
      checkTime(claims);
      checkAudience(claims, audience);
      return principal(claims);
    } catch (ParseException e) {
      throw new InvalidToken(Reason.UNKNOWN, "The token is not a signed JSON Web Token.");
    }
  }

  private JWTClaimsSet signed(String token) throws InvalidToken, ParseException {
    SignedJWT parsed = SignedJWT.parse(token);
    if (!key.isNamedBy(parsed) || !key.signed(parsed)) {
      throw new InvalidToken(Reason.UNKNOWN, "The signature is not one of the tenant.");
    }
    return parsed.getJWTClaimsSet();
  }

  private void checkTime(JWTClaimsSet claims) throws InvalidToken {
    Instant now = clock.instant();
    if (!ISSUER.equals(claims.getIssuer())
        || claims.getExpirationTime() == null
        || claims.getNotBeforeTime() == null
        || claims.getNotBeforeTime().toInstant().isAfter(now.plus(SKEW))) {
      throw new InvalidToken(
          Reason.UNKNOWN, "The token is not an access token that is valid at this time.");
    }
    Instant expiry = claims.getExpirationTime().toInstant();
    if (!expiry.isAfter(now)) {
      throw new InvalidToken(
          Reason.EXPIRED, "The token expired at " + expiry + ".", expiry.toString());
    }
  }

  private static void checkAudience(JWTClaimsSet claims, Audience audience) throws InvalidToken {
    List<String> found = claims.getAudience();
    if (found.size() != 1 || !audience.accepts(found.get(0))) {
      String text = String.join(" ", found);
      throw new InvalidToken(
          Reason.WRONG_AUDIENCE, "The audience of the token is '" + text + "'.", text);
    }
  }

  private static EntraPrincipal principal(JWTClaimsSet claims) throws ParseException {
    List<String> groups = claims.getStringListClaim("groups");
    boolean user = USER.equals(claims.getStringClaim("idtyp"));
    return new EntraPrincipal(
        claims.getStringClaim("oid"),
        user ? Optional.empty() : Optional.of(claims.getStringClaim("appid")),
        claims.getStringClaim(user ? "upn" : "app_displayname"),
        user ? Kind.USER : Kind.SERVICE_PRINCIPAL,
        groups == null ? new HashSet<>() : new HashSet<>(groups));
  }
}
