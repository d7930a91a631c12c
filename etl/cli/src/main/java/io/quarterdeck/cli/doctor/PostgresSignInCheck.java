package io.quarterdeck.cli.doctor;

import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.loader.postgres.PostgresFailure;
import io.quarterdeck.loader.postgres.Sql;
import io.quarterdeck.loader.postgres.SqlState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Checks that the role can sign in, with TLS if the server is not on this machine.
 *
 * @param needs the checks of reachability and of the password's source
 * @param host the server's host name, for messages
 */
record PostgresSignInCheck(List<String> needs, String host, PostgresEndpoint endpoint)
    implements Check {
  static final String NAME = "postgres sign-in";

  private static final String NOT_NOW =
      "The server is starting or stopping. Wait, then run this again.";

  private static final String WHAT = "sign in to PostgreSQL";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Finding look() {
    try (Connection connection = new Postgres(endpoint, "quarterdeck doctor").connect(WHAT)) {
      return Sql.first(
              connection,
              row ->
                  Finding.ok(
                      "%s in %s on PostgreSQL %s, %s"
                          .formatted(
                              row.getString(1),
                              row.getString(2),
                              row.getString(3),
                              row.getString(4) == null ? "without TLS" : row.getString(4))),
              "select session_user, current_database(), current_setting('server_version'),"
                  + " (select version from pg_stat_ssl where pid = pg_backend_pid())")
          .orElseThrow();
    } catch (SQLException e) {
      throw PostgresFailure.of(WHAT, endpoint, e);
    } catch (Failure e) {
      if (e.getCause() != null && Unreachable.isTls(e.getCause())) {
        return Unreachable.finding(host, e.getCause(), Unreachable.INSIDE);
      }
      if (e.getCause() instanceof SQLException refused
          && SqlState.CANNOT_CONNECT_NOW.equals(refused.getSQLState())) {
        return Finding.failed(
            "PostgreSQL at %s does not accept connections: %s".formatted(host, Causes.of(refused)),
            Unreachable.advice(host, NOT_NOW));
      }
      throw e;
    }
  }
}
