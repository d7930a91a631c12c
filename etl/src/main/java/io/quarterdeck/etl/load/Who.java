package io.quarterdeck.etl.load;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Who loads, for the ledger and for whoever has to wait. */
public final class Who {
  private static final String RUN = "run ";

  private Who() {}

  /** The user and the machine, as in {@code ada@laptop}. */
  public static String here() {
    return System.getProperty("user.name") + "@" + host();
  }

  /** A run of the job on Databricks, by its id. */
  public static String run(String id) {
    return RUN + id;
  }

  /** Whether a run of the job made a load; if not, a person did. */
  public static boolean isRun(String who) {
    return who.startsWith(RUN) && !who.contains("@");
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A laptop whose own name resolves nowhere still loads files.
      return "localhost";
    }
  }
}
