package io.quarterdeck.local.postgres;

import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.local.Ports;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * Signs in to the PostgreSQL server of the local stack.
 *
 * @param port the port of the server on the loopback address
 * @param password the password of the only role
 */
record LocalPostgresSignIn(int port, String password) {
  /** The database that every server has. */
  static final String FIRST_DATABASE = "postgres";

  /** The SQLSTATE of a server that starts, recovers or stops. */
  private static final String NOT_NOW = "57P03";

  private static final int TIMEOUT_SECONDS = 5;

  /**
   * Returns the data folder of the server, if sign-in succeeds. Does not use our own database,
   * because {@code pulumi destroy} drops it.
   */
  Optional<String> dataFolder() {
    try (Connection connection = connect(FIRST_DATABASE)) {
      return Sql.first(connection, row -> row.getString(1), "show data_directory");
    } catch (SQLException e) {
      // The server is not running, not ready, or not ours. The caller starts ours and reports
      // problems.
      return Optional.empty();
    }
  }

  /**
   * Returns whether the server answers, even with an error, and is neither starting nor stopping.
   */
  boolean answers() {
    try (Connection connection = connect(FIRST_DATABASE)) {
      return connection.isValid(TIMEOUT_SECONDS);
    } catch (SQLException e) {
      return e.getSQLState() != null
          && !e.getSQLState().equals(NOT_NOW)
          && !e.getSQLState().startsWith("08");
    }
  }

  /** Creates our database unless it exists. */
  void createDatabase() {
    try (Connection connection = connect(FIRST_DATABASE)) {
      boolean present =
          Sql.first(
                  connection,
                  row -> true,
                  "select true from pg_database where datname = ?",
                  LocalPostgres.DATABASE)
              .isPresent();
      if (!present) {
        Sql.execute(connection, "create database " + LocalPostgres.DATABASE);
      }
    } catch (SQLException e) {
      throw Failure.causedBy(
          e,
          "Cannot sign in to the local PostgreSQL: %s; expected the "
              + "password that was created on its first start. Restore the local stack's "
              + "settings, or run ./quarterdeck local reset, which deletes its data.",
          Causes.of(e));
    }
  }

  Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", LocalPostgres.USER);
    properties.setProperty("password", password);
    // Permit only SCRAM, so that another program on our port cannot obtain the password.
    properties.setProperty("requireAuth", "scram-sha-256");
    properties.setProperty("connectTimeout", Integer.toString(TIMEOUT_SECONDS));
    properties.setProperty("socketTimeout", Integer.toString(2 * TIMEOUT_SECONDS));
    return new Driver()
        .connect("jdbc:postgresql://" + Ports.LOOPBACK + ":" + port + "/" + database, properties);
  }

  /** Never contains the password. */
  @Override
  public String toString() {
    return LocalPostgres.USER + " on port " + port;
  }
}
