package io.quarterdeck.loader.postgres;

import java.util.Optional;

/**
 * A PostgreSQL database and the role that signs in.
 *
 * @param jdbcUrl the JDBC URL, without credentials
 * @param user the role that signs in, unless credentials rotate
 * @param signIn provides the password
 */
public record PostgresEndpoint(String jdbcUrl, String user, PostgresSignIn signIn) {
  /**
   * Creates an endpoint with a known password.
   *
   * @param password the password; if absent, the driver signs in by other means
   */
  public PostgresEndpoint(String jdbcUrl, String user, Optional<String> password) {
    this(jdbcUrl, user, new PostgresSignIn.FixedPassword(password));
  }

  /** Returns the role and the password for a new connection. */
  public PostgresLogin login() {
    return signIn.login(user);
  }

  /** Does not contain the password. */
  @Override
  public String toString() {
    return user + "@" + jdbcUrl;
  }
}
