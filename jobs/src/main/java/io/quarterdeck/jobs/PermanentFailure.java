package io.quarterdeck.jobs;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.TransientFailure;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/** Tells the failures that another attempt cannot change from those that it can. */
final class PermanentFailure {
  /**
   * Classes of SQLSTATE whose failures can end without a change by a person: connection, rollback
   * by a deadlock, resources, another session's lock, the server's operator, the system, a defect
   * (PostgreSQL documentation, appendix A).
   */
  private static final Set<String> TRANSIENT_CLASSES =
      Set.of("08", "40", "53", "55", "57", "58", "XX");

  private PermanentFailure() {}

  /**
   * Whether the failure is permanent: a file that does not fit, wrong configuration, a missing
   * right in the database. What is not a {@link Failure} is unexpected, and worth another attempt.
   */
  static boolean is(Throwable thrown) {
    if (!(thrown instanceof Failure) || thrown instanceof TransientFailure) {
      return false;
    }
    for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException database) {
        return isPermanent(database);
      }
      if (cause instanceof IOException || cause instanceof TransientFailure) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPermanent(SQLException database) {
    String state = database.getSQLState();
    return state != null
        && state.length() == 5
        && !TRANSIENT_CLASSES.contains(state.substring(0, 2));
  }
}
