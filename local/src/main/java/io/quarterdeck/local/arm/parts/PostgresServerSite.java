package io.quarterdeck.local.arm.parts;

import io.quarterdeck.local.arm.store.ArmRefusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * The PostgreSQL server that stands behind flexible servers, and how to sign in at it. Thread-safe.
 *
 * @param host its address
 * @param port its port
 * @param user a superuser
 * @param password the superuser's password
 * @param principalPassword the password of roles that stand for Entra's identities: in Azure they
 *     sign in with tokens, here with the local stack's
 */
public record PostgresServerSite(
    String host, int port, String user, String password, String principalPassword) {
  /** The database that statements about the whole server are run in. */
  static final String FIRST_DATABASE = "postgres";

  private static final String OTHER_DATABASE = "template1";
  private static final String INVALID_VALUE = "22023";

  /** What is done on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  <T> T run(Work<T> work) {
    return run(FIRST_DATABASE, work);
  }

  /** Does something that no session in this database may be open for: drops it, for example. */
  <T> T runOutside(String database, Work<T> work) {
    return run(database.equals(FIRST_DATABASE) ? OTHER_DATABASE : FIRST_DATABASE, work);
  }

  /** Does something in a database; what PostgreSQL refuses, Azure refuses. */
  <T> T run(String database, Work<T> work) {
    try (Connection connection = connect(database)) {
      return work.on(connection);
    } catch (SQLException failure) {
      boolean wrong = INVALID_VALUE.equals(failure.getSQLState());
      throw ArmRefusal.of(
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

  /** Azure gives a name alone, as its port is always the same; here the port belongs to it. */
  String address() {
    return host + ":" + port;
  }

  /** Never shows a password. */
  @Override
  public String toString() {
    return "PostgresServerSite[" + user + "@" + address() + "]";
  }
}
