package io.quarterdeck.loader.load;

import io.quarterdeck.contract.CorrelationId;
import io.quarterdeck.loader.ledger.LoadAuthor;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Identifies who loads, for the ledger and for the messages of sessions that wait. */
public final class Origin {
  private static final String RUN = "run ";

  private Origin() {}

  /** The user and the machine, as in {@code ada@laptop}. */
  public static String here() {
    return System.getProperty("user.name") + "@" + host();
  }

  /** The user, the machine and the correlation id of this process, for a load by a command. */
  public static LoadAuthor author() {
    return new LoadAuthor(here(), CorrelationId.ofProcess());
  }

  /** A run of the job on Databricks, by its id. */
  public static String run(String id) {
    return RUN + id;
  }

  /** Whether a run of the job made a load. Otherwise, a person did. */
  public static boolean isRun(String who) {
    return who.startsWith(RUN) && !who.contains("@");
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A machine whose own name does not resolve can still load files.
      return "localhost";
    }
  }
}
