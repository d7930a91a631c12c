package io.quarterdeck.azure.rotation;

import io.quarterdeck.loader.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

/** Lists database sessions in a form that identifies them to an operator. */
final class DatabaseSessions {
  private static final String NAMED =
      """
      select format('%s (role %s, server process %s)',
               coalesce(nullif(application_name, ''), 'a session'), usename, pid)
      from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and usename = ?
      """;

  private DatabaseSessions() {}

  /** Returns the sessions of a role. */
  static List<String> of(Connection connection, String role) throws SQLException {
    return Sql.list(connection, row -> row.getString(1), NAMED, role);
  }

  /** Returns the sessions of a role that started before this time. */
  static List<String> before(Connection connection, String role, OffsetDateTime moment)
      throws SQLException {
    return Sql.list(
        connection, row -> row.getString(1), NAMED + " and backend_start < ?", role, moment);
  }
}
