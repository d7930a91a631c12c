package io.quarterdeck.loader.postgres;

import io.quarterdeck.loader.failure.Failure;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/**
 * Recognizes errors of PostgreSQL that disappear without a change by the user, such as a failover.
 * A wrong password, a missing database and a full disk are not transient.
 */
public final class TransientErrors {
  private static final Set<String> STATES =
      Set.of(
          SqlState.CANNOT_CONNECT,
          SqlState.CONNECTION_CLOSED,
          SqlState.CONNECTION_FAILED,
          SqlState.READ_ONLY,
          SqlState.TOO_MANY_CONNECTIONS,
          SqlState.ADMIN_SHUTDOWN,
          SqlState.CRASH_SHUTDOWN,
          SqlState.CANNOT_CONNECT_NOW);

  private TransientErrors() {}

  /** Whether a retry of the same operation can succeed. */
  public static boolean is(SQLException error) {
    return error.getSQLState() != null
        && STATES.contains(error.getSQLState())
        // An unknown host name is a spelling mistake or a missing DNS zone.
        && !(error.getCause() instanceof UnknownHostException);
  }

  /** Returns the transient error that caused a failure, if one did. */
  public static Optional<SQLException> in(Exception failure) {
    return failure instanceof Failure
            && failure.getCause() instanceof SQLException error
            && is(error)
        ? Optional.of(error)
        : Optional.empty();
  }
}
