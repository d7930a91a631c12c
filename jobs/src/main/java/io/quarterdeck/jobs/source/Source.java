package io.quarterdeck.jobs.source;

import io.quarterdeck.loader.failure.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * The database that a job reads.
 *
 * @param url its JDBC URL, without credentials
 * @param user the role that signs in
 * @param password the role's password, if any
 */
public record Source(String url, String user, Optional<String> password) {
  private static final String URL = "url";
  private static final String USER = "user";

  // Spark redacts the value of an option with this name.
  private static final String PASSWORD = "password";

  /**
   * Opens a connection.
   *
   * @throws Failure if the server is unreachable or refuses the login
   */
  public Connection connect() {
    try {
      Connection connection = new Driver().connect(url, credentials());
      if (connection == null) {
        throw new Failure(
            "Cannot read from "
                + url
                + ": found a URL that is not PostgreSQL's; expected jdbc:postgresql://HOST:PORT/DATABASE."
                + " Pass that as --jdbc-url.");
      }
      return connection;
    } catch (SQLException e) {
      throw new Failure(
          "Cannot connect to "
              + url
              + " as "
              + user
              + ": "
              + e.getMessage()
              + "; expected a running server that accepts this user's password."
              + " Check that the server runs, and check the password in QUARTERDECK_POSTGRES_PASSWORD.",
          e);
    }
  }

  /** Returns the database as options for {@link #of}, which Spark can send to executors. */
  Map<String, String> options() {
    Map<String, String> options = new HashMap<>(Map.of(URL, url, USER, user));
    password.ifPresent(word -> options.put(PASSWORD, word));
    return options;
  }

  /** Creates the database from options. */
  static Source of(Map<String, String> options) {
    return new Source(
        options.get(URL), options.get(USER), Optional.ofNullable(options.get(PASSWORD)));
  }

  private Properties credentials() {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("ApplicationName", "quarterdeck export");
    password.ifPresent(word -> properties.setProperty("password", word));
    return properties;
  }

  /** Does not include the password. */
  @Override
  public String toString() {
    return user + "@" + url;
  }
}
