package io.quarterdeck.local.vault;

import java.time.Instant;

/**
 * One version of a secret.
 *
 * @param id 32 hexadecimal digits
 * @param value the secret itself
 * @param created until the second
 * @param updated until the second
 */
record SecretVersion(
    String id, String value, SecretProperties properties, Instant created, Instant updated) {
  SecretVersion with(SecretProperties changed, Instant now) {
    return new SecretVersion(id, value, changed, created, now);
  }

  /** Never shows the value. */
  @Override
  public String toString() {
    return "SecretVersion[" + id + "]";
  }
}
