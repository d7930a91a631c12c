package io.quarterdeck.local.privilege;

import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.local.LocalSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * Runs statements as the superuser of the local server, which has no counterpart in Azure.
 *
 * @param settings the port and the password of the server
 * @param database the database of the platform
 */
record SuperuserSql(LocalSettings settings, String database) {
  void run(String statement) {
    try (Connection connection = connect()) {
      Sql.execute(connection, statement);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot run " + statement, e);
    }
  }

  /** Runs a statement; returns whether the server accepts it. */
  boolean accepts(String statement) {
    try (Connection connection = connect()) {
      Sql.execute(connection, statement);
      return true;
    } catch (SQLException refused) {
      return false;
    }
  }

  /** Returns the statements that a query forms, one in each row. */
  List<String> statements(String query) {
    try (Connection connection = connect()) {
      return Sql.list(connection, row -> row.getString(1), query);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot run " + query, e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s".formatted(settings.postgresPort(), database),
        "quarterdeck",
        settings.postgresPassword());
  }

  /** Does not contain the password. */
  @Override
  public String toString() {
    return "SuperuserSql";
  }
}
