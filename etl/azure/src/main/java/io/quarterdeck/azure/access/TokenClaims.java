package io.quarterdeck.azure.access;

import com.azure.core.util.BinaryData;
import io.quarterdeck.loader.failure.Failure;
import java.util.Base64;

/**
 * The claims of an access token of Entra ID. Only for messages and for names of the caller: the
 * service that gets the token verifies it.
 *
 * @param fields the claims
 */
public record TokenClaims(JsonFields fields) {
  /**
   * Reads the claims.
   *
   * @throws Failure if the token has another form
   */
  public static TokenClaims of(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw unreadable();
    }
    try {
      return new TokenClaims(
          JsonFields.read(BinaryData.fromBytes(Base64.getUrlDecoder().decode(parts[1]))));
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
  }

  /**
   * Returns the name of the caller in Databricks: the user principal name of a person, or the
   * application id of a service principal.
   *
   * @throws Failure if the token has neither
   */
  public String name() {
    return fields
        .text("upn")
        .or(() -> fields.text("unique_name"))
        .or(() -> fields.text("appid"))
        .orElseThrow(TokenClaims::unreadable);
  }

  private static Failure unreadable() {
    return new Failure(
        "Cannot read who is signed in: the access token has another form; expected a token of"
            + " Microsoft Entra ID. Sign in again.");
  }
}
