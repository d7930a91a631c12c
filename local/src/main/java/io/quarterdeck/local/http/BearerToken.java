package io.quarterdeck.local.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The token that callers must send.
 *
 * @param text the token
 */
public record BearerToken(String text) {
  /** Returns whether the call has this token. */
  public boolean isShownBy(Call call) {
    return call.token().filter(this::isSame).isPresent();
  }

  /** Returns whether this is the token. The comparison takes constant time. */
  public boolean isSame(String shown) {
    return MessageDigest.isEqual(
        shown.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8));
  }

  /** Never contains the token. */
  @Override
  public String toString() {
    return "BearerToken";
  }
}
