package io.quarterdeck.loader.postgres;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A role of a server.
 *
 * @param name the name, without quotes
 */
public record PostgresRole(String name) {
  /** Returns whether the role exists. */
  public boolean exists(Connection connection) throws SQLException {
    return Sql.first(connection, row -> true, "select from pg_roles where rolname = ?", name)
        .isPresent();
  }

  /** Creates the role, if it does not exist, without the right to sign in. */
  public void createIfMissing(Connection connection) throws SQLException {
    if (!exists(connection)) {
      Sql.execute(connection, "create role " + Identifiers.quoted(name));
    }
  }
}
