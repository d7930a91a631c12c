package io.quarterdeck.local.arm.backend;

import io.quarterdeck.local.http.ApiError;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * The PostgreSQL server behind the flexible servers, and how to sign in. Thread-safe.
 *
 * @param host the address
 * @param port the port
 * @param user a superuser
 * @param password the password of the superuser
 * @param clientPort the port to which clients of the flexible server connect
 */
public record PostgresBackendServer(
    String host, int port, String user, String password, int clientPort) {
  /** The database in which statements that concern the whole server run. */
  static final String FIRST_DATABASE = "postgres";

  private static final String OTHER_DATABASE = "template1";
  private static final String INVALID_VALUE = "22023";

  /** Uses a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  <T> T run(Work<T> work) {
    return run(FIRST_DATABASE, work);
  }

  /**
   * Runs statements from another database, because they permit no session in this one. An example
   * is to drop it.
   */
  <T> T runOutside(String database, Work<T> work) {
    return run(database.equals(FIRST_DATABASE) ? OTHER_DATABASE : FIRST_DATABASE, work);
  }

  /** Runs statements in a database. An error of PostgreSQL becomes a refusal of Azure. */
  <T> T run(String database, Work<T> work) {
    try (Connection connection = connect(database)) {
      return work.on(connection);
    } catch (SQLException failure) {
      boolean wrong = INVALID_VALUE.equals(failure.getSQLState());
      throw ApiError.of(
          wrong ? 400 : 500,
          wrong ? "InvalidParameterValue" : "InternalServerError",
          "PostgreSQL at %s:%d answered: %s".formatted(host, port, failure.getMessage()));
    }
  }

  private Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    return new Driver()
        .connect("jdbc:postgresql://%s:%d/%s".formatted(host, port, database), properties);
  }

  /**
   * Azure returns only the host name, because the port is always the same. Here the address
   * includes the port.
   */
  String address() {
    return host + ":" + clientPort;
  }

  /** Never contains a password. */
  @Override
  public String toString() {
    return "PostgresServerSite[" + user + "@" + address() + "]";
  }
}
