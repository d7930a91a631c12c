package io.quarterdeck.local.entra;

import io.quarterdeck.local.http.Call;

/** The verified caller of a request, which the filter of each emulator attaches. */
public final class Callers {
  private Callers() {}

  /**
   * Checks the bearer token of a call and attaches its principal to the call.
   *
   * @throws InvalidToken if the token is not valid for the service
   */
  public static void verify(Call call, String token, Authority authority, Audience audience)
      throws InvalidToken {
    call.attach(EntraPrincipal.class, authority.tokens().check(token, audience));
  }

  /**
   * Returns the caller of a request.
   *
   * @throws IllegalStateException if no filter verified the caller
   */
  public static EntraPrincipal of(Call call) {
    return call.attached(EntraPrincipal.class);
  }
}
