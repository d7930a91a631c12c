package io.quarterdeck.local.postgres;

import io.quarterdeck.etl.Causes;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.postgres.Sql;
import io.quarterdeck.local.Ports;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * Signs in at the local stack's PostgreSQL.
 *
 * @param port the server's port on the loopback address
 * @param password the password of the one role
 */
record SignIn(int port, String password) {
  /** The database that each server has. */
  private static final String FIRST_DATABASE = "postgres";

  /** A server that starts, recovers or stops. */
  private static final String NOT_NOW = "57P03";

  private static final int TIMEOUT_SECONDS = 5;

  /**
   * The data folder of the server that lets us in, if one does. Our own database may be gone:
   * {@code pulumi destroy} drops it.
   */
  Optional<String> dataFolder() {
    try (Connection connection = connect(FIRST_DATABASE)) {
      return Sql.first(connection, row -> row.getString(1), "show data_directory");
    } catch (SQLException e) {
      // Not there, not yet ready, or not ours: the caller starts ours and says what is in its way.
      return Optional.empty();
    }
  }

  /** Whether the server there answers, be it with a refusal, rather than being on its way. */
  boolean answers() {
    try (Connection connection = connect(FIRST_DATABASE)) {
      return connection.isValid(TIMEOUT_SECONDS);
    } catch (SQLException e) {
      return e.getSQLState() != null
          && !e.getSQLState().equals(NOT_NOW)
          && !e.getSQLState().startsWith("08");
    }
  }

  /** Makes our database unless it is there. */
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
      throw new Failure(
          "Cannot sign in at the local PostgreSQL on port "
              + port
              + ": "
              + Causes.of(e)
              + "; expected the password that was made on its first start. Bring the local stack's"
              + " settings back, or run ./quarterdeck local reset, which deletes its data.",
          e);
    }
  }

  private Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", LocalPostgres.USER);
    properties.setProperty("password", password);
    // A stranger on our port gets no password from us, whatever it asks for.
    properties.setProperty("requireAuth", "scram-sha-256");
    properties.setProperty("connectTimeout", Integer.toString(TIMEOUT_SECONDS));
    properties.setProperty("socketTimeout", Integer.toString(2 * TIMEOUT_SECONDS));
    return new Driver()
        .connect("jdbc:postgresql://" + Ports.LOOPBACK + ":" + port + "/" + database, properties);
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return LocalPostgres.USER + " on port " + port;
  }
}
