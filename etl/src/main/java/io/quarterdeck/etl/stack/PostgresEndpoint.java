package io.quarterdeck.etl.stack;

import java.util.Optional;

/**
 * Where a PostgreSQL database is and who signs in.
 *
 * @param jdbcUrl the database, without credentials in it
 * @param user the role that signs in
 * @param password its password; without one, the driver signs in by other means
 */
public record PostgresEndpoint(String jdbcUrl, String user, Optional<String> password) {
  /** Never shows the password. */
  @Override
  public String toString() {
    return user + "@" + jdbcUrl;
  }
}
