package io.quarterdeck.loader.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** Opens connections to one database. Thread-safe. */
public final class Postgres {
  private static final String CONNECT_TIMEOUT_SECONDS = "15";

  /**
   * With these keepalive settings, the server notices within a minute that a client's machine is
   * unreachable. The default of the operating system is two hours, during which the session would
   * hold the lock of its dataset.
   */
  private static final String PROBES =
      "-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3";

  private final PostgresEndpoint endpoint;
  private final String applicationName;

  /**
   * Creates the factory. Does not connect.
   *
   * @param applicationName the name that {@code pg_stat_activity} shows for the connections
   */
  public Postgres(PostgresEndpoint endpoint, String applicationName) {
    this.endpoint = endpoint;
    this.applicationName = applicationName;
  }

  public PostgresEndpoint endpoint() {
    return endpoint;
  }

  /**
   * Opens a connection.
   *
   * @param what the purpose for the message, as in "load bank.csv"
   * @throws io.quarterdeck.loader.failure.Failure if the connection fails
   */
  public Connection connect(String what) {
    try {
      Connection connection = new Driver().connect(endpoint.jdbcUrl(), properties());
      if (connection == null) {
        throw new SQLException(
            "'" + endpoint.jdbcUrl() + "' is not a URL of PostgreSQL (" + PostgresUrl.PREFIX + "…)",
            SqlState.CANNOT_CONNECT);
      }
      return act(connection);
    } catch (SQLException e) {
      throw PostgresFailure.of(what, endpoint, e);
    }
  }

  /**
   * Creates the role that owns Quarterdeck's objects, if the server has one, and makes this
   * connection act as it. Call it before the first object is created.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the role is missing, and the connection's role
   *     may not create it
   */
  public void prepareOwner(Connection connection) throws SQLException {
    if (endpoint.signIn().owner().isPresent() && !OwnerRole.act(connection)) {
      endpoint.signIn().owner().get().create(connection);
      OwnerRole.act(connection);
    }
  }

  private Connection act(Connection connection) throws SQLException {
    if (endpoint.signIn().owner().isPresent()) {
      try {
        OwnerRole.act(connection);
      } catch (SQLException e) {
        connection.close();
        throw e;
      }
    }
    return connection;
  }

  /** Returns a source of connections for libraries that open their own. It signs in once. */
  public DataSource dataSource() throws SQLException {
    PGSimpleDataSource source =
        new PGSimpleDataSource() {
          @Override
          public Connection getConnection(String user, String password) throws SQLException {
            return act(super.getConnection(user, password));
          }
        };
    source.setUrl(endpoint.jdbcUrl());
    Properties properties = properties();
    for (String name : properties.stringPropertyNames()) {
      source.setProperty(name, properties.getProperty(name));
    }
    return source;
  }

  private Properties properties() {
    Properties properties = new Properties();
    PostgresLogin login = endpoint.login();
    PGProperty.USER.set(properties, login.role());
    login.password().ifPresent(password -> PGProperty.PASSWORD.set(properties, password));
    PGProperty.APPLICATION_NAME.set(properties, applicationName);
    PGProperty.CONNECT_TIMEOUT.set(properties, CONNECT_TIMEOUT_SECONDS);
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.OPTIONS.set(properties, PROBES);
    // The values of a failed statement can be secrets or a million lines of a COPY.
    PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
    return properties;
  }
}
