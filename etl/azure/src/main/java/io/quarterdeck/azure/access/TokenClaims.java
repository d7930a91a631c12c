package io.quarterdeck.azure.access;

import com.azure.core.util.BinaryData;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The claims of an access token of Entra ID that name its principal. They are not verified: the
 * service verifies the token ("Access token claims reference" on Microsoft Learn).
 *
 * @param objectId the object id of the principal
 * @param tenantId the id of the tenant
 * @param userName the user principal name; empty for an application
 * @param applicationId the application that got the token
 * @param groups the object ids of the principal's groups; empty if the token does not contain them
 */
public record TokenClaims(
    Optional<String> objectId,
    Optional<String> tenantId,
    Optional<String> userName,
    Optional<String> applicationId,
    Optional<Set<String>> groups) {
  private static final int PARTS = 3;

  public TokenClaims {
    groups = groups.map(Set::copyOf);
  }

  /** Reads a token; empty if it has another format, which Entra ID reserves the right to use. */
  public static Optional<TokenClaims> read(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          of(JsonFields.read(BinaryData.fromBytes(Base64.getUrlDecoder().decode(parts[1])))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns the name of the principal in Databricks: the user principal name of a person, or the
   * application id of a service principal.
   */
  public Optional<String> databricksName() {
    return userName.or(() -> applicationId);
  }

  private static TokenClaims of(JsonFields claims) {
    Set<String> groups =
        claims.items("groups").stream().map(String::valueOf).collect(Collectors.toSet());
    return new TokenClaims(
        claims.text("oid"),
        claims.text("tid"),
        claims
            .text("upn")
            .or(() -> claims.text("preferred_username"))
            .or(() -> claims.text("unique_name")),
        claims.text("appid"),
        Optional.of(groups).filter(found -> !found.isEmpty()));
  }
}
