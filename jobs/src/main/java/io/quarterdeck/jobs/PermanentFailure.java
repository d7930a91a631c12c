package io.quarterdeck.jobs;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.failure.TransientFailure;
import io.quarterdeck.loader.postgres.SqlState;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/** Distinguishes permanent failures from failures that a retry can resolve. */
final class PermanentFailure {
  /** SQLSTATE classes of failures that can resolve without intervention. */
  private static final Set<String> TRANSIENT_CLASSES =
      Set.of(
          SqlState.CONNECTION_EXCEPTION,
          SqlState.TRANSACTION_ROLLBACK,
          SqlState.INSUFFICIENT_RESOURCES,
          SqlState.NOT_IN_PREREQUISITE_STATE,
          SqlState.OPERATOR_INTERVENTION,
          SqlState.SYSTEM_ERROR,
          SqlState.INTERNAL_ERROR);

  private PermanentFailure() {}

  /**
   * Returns whether a failure is permanent, such as invalid data, wrong configuration, or a missing
   * privilege. Exceptions other than {@link Failure} are unexpected, so they are retried.
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
    return state != null && state.length() == 5 && !SqlState.isOfClass(database, TRANSIENT_CLASSES);
  }
}
