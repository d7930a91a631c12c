package io.quarterdeck.jobs.source;

import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.loader.postgres.PostgresSignIn;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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
   * @throws io.quarterdeck.loader.failure.Failure if the server is unreachable or refuses the login
   */
  public Connection connect() {
    PostgresEndpoint endpoint =
        new PostgresEndpoint(url, user, new PostgresSignIn.JobPassword(password));
    return new Postgres(endpoint, "quarterdeck export").connect("read the published rows");
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

  /** Does not include the password. */
  @Override
  public String toString() {
    return user + "@" + url;
  }
}
