package io.quarterdeck.etl.stack;

import io.quarterdeck.etl.Failure;
import java.util.Optional;

/**
 * A role and its password, which belong together: where roles take turns, one alone is of no use.
 *
 * @param role who signs in
 * @param password its password; without one, the driver looks for itself
 */
public record PostgresLogin(String role, Optional<String> password) {
  /**
   * The secret that holds a login once the password was rotated. Its name is not the Pulumi
   * program's to give: the program writes its own secret anew at each deployment, with the password
   * of its settings. See docs/decisions/0060.
   */
  public static final String SECRET = "postgres-login";

  /**
   * Reads what the secret holds: the role, a colon, the password.
   *
   * @throws Failure when it is something else; the message does not show it
   */
  public static PostgresLogin parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new Failure(
          "Cannot read the secret "
              + SECRET
              + ": it is no role with its password; expected ROLE:PASSWORD, as rotate-password"
              + " writes it. Run ./quarterdeck rotate-password, which writes it anew.");
    }
    return new PostgresLogin(text.substring(0, colon), Optional.of(text.substring(colon + 1)));
  }

  /** What the secret holds. */
  public String text() {
    return role + ":" + password.orElseThrow();
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return role;
  }
}
