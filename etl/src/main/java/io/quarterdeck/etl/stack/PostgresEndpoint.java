package io.quarterdeck.etl.stack;

import java.util.Optional;

/**
 * Where a PostgreSQL database is and who signs in.
 *
 * @param jdbcUrl the database, without credentials in it
 * @param user the role that signs in
 * @param signIn where its password comes from
 */
public record PostgresEndpoint(String jdbcUrl, String user, PostgresSignIn signIn) {
  /**
   * An endpoint whose password is known.
   *
   * @param password its password; without one, the driver signs in by other means
   */
  public PostgresEndpoint(String jdbcUrl, String user, Optional<String> password) {
    this(jdbcUrl, user, new PostgresSignIn.Given(password));
  }

  /** The password to connect with now. */
  public Optional<String> password() {
    return signIn.password();
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return user + "@" + jdbcUrl;
  }
}
