package io.quarterdeck.loader.postgres;

import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import java.sql.SQLException;

/** Converts errors of PostgreSQL and its driver to messages that tell the user what to do. */
public final class PostgresFailure {
  private static final String CONNECTION_EXCEPTIONS = "08";
  private static final String INVALID_AUTHORIZATION = "28";

  /** The driver's SQLSTATE for a server that requests a password when none is set. */
  private static final String CONNECTION_REJECTED = "08004";

  private static final String NO_SUCH_DATABASE = "3D000";
  private static final String DISK_FULL = "53100";

  /** A row does not fit into a page, or a key does not fit into an index. */
  private static final String LIMIT_EXCEEDED = "54000";

  private static final String TOO_MANY_CONNECTIONS = "53300";
  private static final String SHUTTING_DOWN = "57P";

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
    if (state.startsWith(INVALID_AUTHORIZATION) || state.equals(CONNECTION_REJECTED)) {
      return "a role and password that sign in at "
          + endpoint
          + ". "
          + endpoint.signIn().whenRefused();
    }
    if (state.equals(NO_SUCH_DATABASE)) {
      return "the database of " + endpoint.jdbcUrl() + ". Create it, or change the URL.";
    }
    if (state.equals(LIMIT_EXCEEDED)) {
      return limit(Causes.of(cause));
    }
    if (state.equals(DISK_FULL)) {
      return "free space on the server's disk. Free or add some, then run this again.";
    }
    if (state.equals(TOO_MANY_CONNECTIONS)) {
      return "free connections. Close some or raise max_connections, then run this again.";
    }
    if (state.startsWith(CONNECTION_EXCEPTIONS) || state.startsWith(SHUTTING_DOWN)) {
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
