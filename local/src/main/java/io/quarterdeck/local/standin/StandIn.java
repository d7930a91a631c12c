package io.quarterdeck.local.standin;

import java.io.IOException;
import java.net.URI;

/**
 * One of Azure's services, answered for on loopback inside the stand-ins' process. A stand-in is
 * strict: what Quarterdeck does not call, it refuses with the service's own error.
 */
public interface StandIn {
  /** The service's key in {@code local status --json}: {@code arm}, {@code keyVault}, … */
  String name();

  /**
   * Starts its server. State of an earlier run in the site's folder is taken up again.
   *
   * @throws IOException when the folder cannot be read or written, or the port is taken
   */
  Running start(StandInSite site) throws IOException;

  /** A started stand-in. Thread-safe. */
  interface Running extends AutoCloseable {
    URI endpoint();

    /** Stops listening; what was acknowledged is on disk already. */
    @Override
    void close();
  }
}
