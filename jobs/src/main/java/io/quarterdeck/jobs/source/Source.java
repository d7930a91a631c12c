package io.quarterdeck.jobs.source;

import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.loader.postgres.PostgresLogin;
import io.quarterdeck.loader.postgres.PostgresSignIn;
import java.sql.Connection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The database that a job reads.
 *
 * @param endpoint the database and its login
 */
public record Source(PostgresEndpoint endpoint) {
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
    return new Postgres(endpoint, "quarterdeck export").connect("read the published rows");
  }

  /** Returns the database as options for {@link #of}, which Spark can send to executors. */
  Map<String, String> options() {
    PostgresLogin login = endpoint.login();
    Map<String, String> options =
        new HashMap<>(Map.of(URL, endpoint.jdbcUrl(), USER, login.role()));
    login.password().ifPresent(word -> options.put(PASSWORD, word));
    return options;
  }

  /** Creates the database from options. */
  static Source of(Map<String, String> options) {
    Optional<String> password = Optional.ofNullable(options.get(PASSWORD));
    return new Source(
        new PostgresEndpoint(
            options.get(URL), options.get(USER), new PostgresSignIn.JobPassword(password)));
  }
}
