package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.access.TokenClaims;
import java.util.Optional;

/** Reads the account name from an access token of Entra ID, only for display. */
final class Token {
  private Token() {}

  /** Returns the user or application and the tenant of the token. */
  static String holder(String token) {
    return TokenClaims.read(token)
        .map(Token::holder)
        .orElse("an account that the token does not name");
  }

  private static String holder(TokenClaims claims) {
    String tenant = claims.tenantId().map(id -> " of the tenant " + id).orElse("");
    return claims.userName().or(() -> application(claims)).orElse("an unnamed account") + tenant;
  }

  private static Optional<String> application(TokenClaims claims) {
    String object = claims.objectId().map(id -> " (object " + id + ")").orElse("");
    return claims.applicationId().map(id -> "the application " + id + object);
  }
}
