package io.quarterdeck.loader.postgres;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Set;

/**
 * Recognizes errors of PostgreSQL that disappear without a change by the user, such as a failover.
 * A wrong password, a missing database and a full disk are not transient. The codes are from
 * appendix A of PostgreSQL's manual.
 */
public final class TransientErrors {
  private static final Set<String> STATES =
      Set.of(
          "08001", // cannot connect
          "08003", // the connection is closed
          "08006", // the connection failed
          "25006", // read-only: after a failover, the former primary is a standby
          "53300", // too many connections
          "57P01", // administrator command, or a failover
          "57P02", // another session crashed
          "57P03"); // the server starts or stops

  private TransientErrors() {}

  /** Whether a retry of the same operation can succeed. */
  public static boolean is(SQLException error) {
    return error.getSQLState() != null
        && STATES.contains(error.getSQLState())
        // An unknown host name is a spelling mistake or a missing DNS zone.
        && !(error.getCause() instanceof UnknownHostException);
  }
}
