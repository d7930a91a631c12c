package io.quarterdeck.loader.postgres;

import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import java.sql.SQLException;

/** Converts errors of PostgreSQL and its driver to messages that tell the user what to do. */
public final class PostgresFailure {
  private PostgresFailure() {}

  /**
   * Creates a failure with the operation, the complete error of the server, and the fix.
   *
   * @param what the operation, as in "load bank.csv"
   */
  public static Failure of(String what, PostgresEndpoint endpoint, SQLException cause) {
    return new Failure(
        "Cannot " + what + ": " + Causes.of(cause) + "; expected " + advice(endpoint, cause),
        cause);
  }

  private static String advice(PostgresEndpoint endpoint, SQLException cause) {
    String state = cause.getSQLState() == null ? "" : cause.getSQLState();
    if (state.startsWith(SqlState.INVALID_AUTHORIZATION)
        || state.equals(SqlState.CONNECTION_REJECTED)) {
      return "a role and password that sign in at "
          + endpoint
          + ". "
          + endpoint.signIn().whenRefused();
    }
    if (state.equals(SqlState.NO_SUCH_DATABASE)) {
      return "the database of " + endpoint.jdbcUrl() + ". Create it, or change the URL.";
    }
    if (state.equals(SqlState.LIMIT_EXCEEDED)) {
      return limit(Causes.of(cause));
    }
    if (state.equals(SqlState.DISK_FULL)) {
      return "free space on the server's disk. Free or add some, then run this again.";
    }
    if (state.equals(SqlState.TOO_MANY_CONNECTIONS)) {
      return "free connections. Close some or raise max_connections, then run this again.";
    }
    if (state.startsWith(SqlState.CONNECTION_EXCEPTION)
        || state.startsWith(SqlState.SHUTTING_DOWN)) {
      return "a PostgreSQL server that responds at "
          + endpoint.jdbcUrl()
          + ". "
          + endpoint.signIn().whenUnreachable();
    }
    return "a server that accepts it. Fix what it reports, then run this again.";
  }

  /** The limits are from "PostgreSQL Limits", appendix K of the manual. */
  private static String limit(String said) {
    if (said.contains("index row")) {
      return "values that are short enough for the dataset's indexes. Remove the columns with long"
          + " values from indexes in the dataset file, then run this again.";
    }
    return "rows that fit into a page of PostgreSQL: 8160 bytes, of which a long text takes 18 and"
        + " a short one its bytes and 1. Split the dataset into several with fewer columns.";
  }
}
