package io.quarterdeck.infra.foundation.postgres;

import com.pulumi.core.Output;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The password of a server's administrator. Azure requires one for a server that accepts passwords,
 * but with {@code postgresAuth: entra} nobody uses it.
 */
final class AdministratorPassword {
  private static final int BYTES = 32;

  /**
   * Azure requires 8 to 128 characters of three of these kinds: capital letters, small letters,
   * digits, others. Source: Microsoft Learn, "Create an Azure Database for PostgreSQL flexible
   * server".
   */
  private static final String ALL_KINDS = "Qd1-";

  private AdministratorPassword() {}

  /**
   * Returns a new random password, a secret. Each run of the program returns another one. The state
   * keeps the one with which the server was created.
   */
  static Output<String> generated() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Output.ofSecret(
        ALL_KINDS + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }
}
