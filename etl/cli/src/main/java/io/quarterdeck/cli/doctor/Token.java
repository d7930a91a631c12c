package io.quarterdeck.cli.doctor;

import com.azure.core.util.BinaryData;
import io.quarterdeck.azure.access.JsonFields;
import java.util.Base64;
import java.util.Optional;

/** Reads the account name from an access token of Entra ID, only for display. */
final class Token {
  private Token() {}

  /** Returns the user or application and the tenant of the token. */
  static String holder(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return "an account that the token does not name";
    }
    JsonFields claims;
    try {
      claims = JsonFields.read(BinaryData.fromBytes(Base64.getUrlDecoder().decode(parts[1])));
    } catch (IllegalArgumentException e) {
      return "an account that the token does not name";
    }
    String tenant = claims.text("tid").map(id -> " of the tenant " + id).orElse("");
    return user(claims).or(() -> application(claims)).orElse("an unnamed account") + tenant;
  }

  private static Optional<String> user(JsonFields claims) {
    return claims
        .text("upn")
        .or(() -> claims.text("preferred_username"))
        .or(() -> claims.text("unique_name"));
  }

  private static Optional<String> application(JsonFields claims) {
    String object = claims.text("oid").map(id -> " (object " + id + ")").orElse("");
    return claims.text("appid").map(id -> "the application " + id + object);
  }
}
