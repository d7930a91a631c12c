package io.quarterdeck.local.keyvault;

import java.time.Instant;

/**
 * A version of a secret.
 *
 * @param id 32 hexadecimal digits
 * @param value the value
 * @param created truncated to seconds
 * @param updated truncated to seconds
 */
record SecretVersion(
    String id, String value, SecretProperties properties, Instant created, Instant updated) {
  SecretVersion with(SecretProperties changed, Instant now) {
    return new SecretVersion(id, value, changed, created, now);
  }

  /** Never contains the value. */
  @Override
  public String toString() {
    return "SecretVersion[" + id + "]";
  }
}
