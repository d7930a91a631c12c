package io.quarterdeck.etl.postgres;

import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Set;

/**
 * Which failures of PostgreSQL pass by themselves. A wrong password, a database that is not there
 * and a full disk do not. The codes are those of PostgreSQL's manual, appendix A.
 */
public final class TransientTrouble {
  private static final Set<String> STATES =
      Set.of(
          "08001", // no connection could be made
          "08003", // the connection is closed
          "08006", // the connection broke
          "25006", // read-only: what was the primary is a standby since a failover
          "53300", // too many connections
          "57P01", // an administrator stops the server, as a failover does
          "57P02", // a crash of another session
          "57P03"); // the server comes up or goes down

  private TransientTrouble() {}

  /** Whether the same may well succeed a little later. */
  public static boolean is(SQLException trouble) {
    return trouble.getSQLState() != null
        && STATES.contains(trouble.getSQLState())
        // A name that nobody knows is a spelling mistake, or a missing zone.
        && !(trouble.getCause() instanceof UnknownHostException);
  }
}
