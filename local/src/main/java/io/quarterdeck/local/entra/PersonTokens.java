package io.quarterdeck.local.entra;

import com.google.gson.JsonObject;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;

/**
 * The tokens of a person who signed in: an access token, a refresh token and an id token.
 *
 * @param tenant the tenant
 * @param authority the address of the tenant
 */
record PersonTokens(Tenant tenant, String authority) {
  /**
   * The lifetime of a refresh token ("Refresh tokens", /entra/identity-platform/refresh-tokens).
   */
  private static final Duration REFRESH_LIFETIME = Duration.ofDays(90);

  /** The lifetime of an id token (/entra/identity-platform/id-tokens). */
  private static final Duration ID_LIFETIME = Duration.ofHours(1);

  private static final String REFRESH_AUDIENCE = "urn:quarterdeck:refresh-token";

  /** Returns the response with new tokens. */
  JsonObject issue(EntraPrincipal person, String clientId, RequestedScope scope) {
    JsonObject answer = new JsonObject();
    answer.addProperty("token_type", "Bearer");
    answer.addProperty("scope", scope.text());
    answer.addProperty("expires_in", AccessTokens.LIFETIME.toSeconds());
    answer.addProperty("ext_expires_in", AccessTokens.LIFETIME.toSeconds());
    answer.addProperty(
        "access_token",
        tenant.tokens().issue(person, clientId, scope.resource(), AccessTokens.LIFETIME));
    answer.addProperty("refresh_token", refreshToken(person, clientId));
    answer.addProperty("id_token", idToken(person, clientId));
    answer.addProperty("client_info", clientInfo(person));
    return answer;
  }

  /**
   * Returns the response to a refresh token.
   *
   * @throws ApiError if the tenant did not issue the refresh token to this application, or if it
   *     expired
   */
  JsonObject refresh(String refreshToken, String clientId, RequestedScope scope)
      throws IOException {
    String person = holder(refreshToken, clientId);
    EntraPrincipal principal =
        tenant.directory().people().stream()
            .map(Person::principal)
            .filter(each -> each.objectId().equals(person))
            .findFirst()
            .orElseThrow(() -> EntraErrors.deletedUser(person));
    return issue(principal, clientId, scope);
  }

  private String holder(String refreshToken, String clientId) {
    try {
      SignedJWT token = SignedJWT.parse(refreshToken);
      JWTClaimsSet claims = token.getJWTClaimsSet();
      if (!tenant.key().signed(token)
          || !claims.getAudience().contains(REFRESH_AUDIENCE)
          || !clientId.equals(claims.getStringClaim("appid"))) {
        throw EntraErrors.malformedRefreshToken();
      }
      if (!claims.getExpirationTime().toInstant().isAfter(tenant.clock().instant())) {
        throw EntraErrors.expiredRefreshToken(
            claims.getIssueTime().toInstant(), REFRESH_LIFETIME.toDays());
      }
      return claims.getSubject();
    } catch (ParseException e) {
      throw EntraErrors.malformedRefreshToken();
    }
  }

  private String refreshToken(EntraPrincipal person, String clientId) {
    return tenant
        .key()
        .sign(
            claims(person, REFRESH_LIFETIME)
                .audience(REFRESH_AUDIENCE)
                .claim("appid", clientId)
                .build());
  }

  private String idToken(EntraPrincipal person, String clientId) {
    return tenant
        .key()
        .sign(
            claims(person, ID_LIFETIME)
                .audience(clientId)
                .issuer(authority + "/v2.0")
                .claim("oid", person.objectId())
                .claim("tid", LocalTenant.ID)
                .claim("name", person.name())
                .claim("preferred_username", person.name())
                .claim("ver", "2.0")
                .build());
  }

  private JWTClaimsSet.Builder claims(EntraPrincipal person, Duration lifetime) {
    Instant now = tenant.clock().instant();
    return new JWTClaimsSet.Builder()
        .subject(person.objectId())
        .issueTime(Date.from(now))
        .notBeforeTime(Date.from(now))
        .expirationTime(Date.from(now.plus(lifetime)));
  }

  /** Returns what Microsoft's libraries build the id of an account from. */
  private static String clientInfo(EntraPrincipal person) {
    JsonObject info = new JsonObject();
    info.addProperty("uid", person.objectId());
    info.addProperty("utid", LocalTenant.ID);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(info.toString().getBytes(StandardCharsets.UTF_8));
  }
}
