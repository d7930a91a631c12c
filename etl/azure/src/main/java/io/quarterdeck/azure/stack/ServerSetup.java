package io.quarterdeck.azure.stack;

import io.quarterdeck.loader.progress.Progress;
import java.time.Duration;
import java.util.List;

/**
 * Performs the setup that the Pulumi program cannot perform in PostgreSQL: restarts the server if
 * the list of its libraries has changed, and creates the extensions of the database.
 */
public interface ServerSetup {
  /**
   * What was done.
   *
   * @param server the host and database
   * @param isRestarted whether the server was restarted
   * @param created the extensions that were created
   */
  record Result(String server, boolean isRestarted, List<String> created) {}

  /**
   * Restarts the server and creates the extensions, if necessary. A repeated call does nothing.
   *
   * @param patience the maximum time to wait for the end of sessions that prevent a restart
   * @throws io.quarterdeck.loader.failure.Failure if the server cannot be reached, a session
   *     prevents the restart, or Azure or PostgreSQL refuses it; the message contains the command
   *     to run later
   */
  Result prepare(Duration patience, Progress progress);

  /**
   * Restarts a new server, without a connection to PostgreSQL. A new server has no sessions of
   * users. A later call of {@link #prepare} creates the extensions.
   *
   * @throws io.quarterdeck.loader.failure.Failure if Azure refuses the restart
   */
  Result restartNew(Progress progress);
}
