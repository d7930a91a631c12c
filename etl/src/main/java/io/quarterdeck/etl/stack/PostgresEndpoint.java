package io.quarterdeck.etl.stack;

import java.util.Optional;

/**
 * Where a PostgreSQL database is and who signs in.
 *
 * @param jdbcUrl the database, without credentials in it
 * @param user the role that signs in, unless roles take turns
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

  /** Who to connect as now, with the password that belongs to that role. */
  public PostgresLogin login() {
    return signIn.login(user);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return user + "@" + jdbcUrl;
  }
}
