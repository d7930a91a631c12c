package io.quarterdeck.jobs.export;

import io.quarterdeck.etl.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * The database that the export reads.
 *
 * @param url its JDBC URL, without credentials
 * @param user the role that signs in
 * @param password its password; without one none is sent
 */
public record Source(String url, String user, Optional<String> password) {
  private static final String FETCH_ROWS = "10000";

  /**
   * Opens a connection of the driver's own JVM.
   *
   * @throws Failure when the server cannot be reached or refuses the user
   */
  Connection connect() {
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
              + "; expected a running server that takes this user's password. Check that it runs,"
              + " and the password in QUARTERDECK_POSTGRES_PASSWORD.",
          e);
    }
  }

  /** What Spark's JDBC reader needs: the driver by name, since Databricks brings another one. */
  Properties reading() {
    Properties properties = credentials();
    properties.putAll(
        Map.of(
            "driver",
            Driver.class.getName(),
            "fetchsize",
            FETCH_ROWS,
            // Binary from the first execution on: a slice is read once, so waiting never pays.
            "prepareThreshold",
            "-1"));
    return properties;
  }

  private Properties credentials() {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("ApplicationName", "quarterdeck export");
    password.ifPresent(word -> properties.setProperty("password", word));
    return properties;
  }

  /** Never shows the password. */
  @Override
  public String toString() {
    return user + "@" + url;
  }
}
