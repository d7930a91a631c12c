package io.quarterdeck.local.standin.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The token that callers must show.
 *
 * @param text the token
 */
public record BearerToken(String text) {
  /** Whether the call shows this token; takes the same time whatever it shows. */
  public boolean isShownBy(Call call) {
    return call.token().filter(this::isSame).isPresent();
  }

  private boolean isSame(String shown) {
    return MessageDigest.isEqual(
        shown.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
  }

  /** Never shows the token. */
  @Override
  public String toString() {
    return "BearerToken";
  }
}
