package io.quarterdeck.local.entra;

/** Verifies access tokens. Thread-safe. */
@FunctionalInterface
public interface TokenCheck {
  /**
   * Returns the principal that a token was issued to.
   *
   * @param token the token, without the scheme {@code Bearer}
   * @param audience the service that received the token
   * @throws InvalidToken if the tenant did not issue the token, if the token is for another
   *     audience, or if it is not valid at this time
   */
  EntraPrincipal check(String token, Audience audience) throws InvalidToken;
}
