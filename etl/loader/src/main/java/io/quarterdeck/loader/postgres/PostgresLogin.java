package io.quarterdeck.loader.postgres;

import io.quarterdeck.loader.failure.Failure;
import java.util.Optional;

/**
 * A role and its password. Rotation replaces both together.
 *
 * @param role the role that signs in
 * @param password the password; if absent, the driver searches for one
 */
public record PostgresLogin(String role, Optional<String> password) {
  /**
   * The secret that contains the login after the first rotation. It is not the secret of the Pulumi
   * program, because the program resets its own secret to the password in its settings at each
   * deployment. See docs/decisions/0060.
   */
  public static final String SECRET = "postgres-login";

  /**
   * Parses the secret's value: role, colon, password.
   *
   * @throws Failure if the value has another format; the message does not contain the value
   */
  public static PostgresLogin parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw Failure.of(
          "Cannot read the secret %s: it has no role and password; expected "
              + "ROLE:PASSWORD, as rotate-password writes it. Run ./quarterdeck "
              + "rotate-password, which writes it again.",
          SECRET);
    }
    return new PostgresLogin(text.substring(0, colon), Optional.of(text.substring(colon + 1)));
  }

  /** Returns the secret's value. */
  public String text() {
    return role + ":" + password.orElseThrow();
  }

  /** Does not contain the password. */
  @Override
  public String toString() {
    return role;
  }
}
