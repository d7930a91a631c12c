package io.quarterdeck.etl.databricks.workspace;

import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.DatabricksException;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.terminal.Progress;
import java.time.Duration;

/**
 * Waits for a workspace that was just made: for some minutes it refuses calls, by one error after
 * the other.
 */
public final class Readiness {
  /** How long a workspace is waited for unless someone says otherwise. */
  public static final Duration PATIENCE = Duration.ofMinutes(10);

  private final WorkspaceAddress address;
  private final Backoff pause;

  public Readiness(WorkspaceAddress address, Backoff pause) {
    this.address = address;
    this.pause = pause;
  }

  /**
   * Waits until the workspace says who we are.
   *
   * @return the name that it knows us by: an e-mail address, or a service principal's application
   *     id
   * @throws Failure with the last cause when the time is up, and at once when it refuses the token
   */
  public String await(Duration patience, Progress progress) {
    progress.phase("waiting for " + address);
    Backoff.Deadline deadline = pause.deadline(patience);
    while (true) {
      String cause;
      try {
        return Workspace.whoWeAre(address);
      } catch (DatabricksException e) {
        if (e instanceof DatabricksError error && error.getStatusCode() == 401) {
          throw WorkspaceFailure.of("sign in", address, e);
        }
        cause = WorkspaceFailure.found(e);
      }
      if (!deadline.pause()) {
        throw new Failure(
            "Cannot use the workspace %s: it was not ready after %d s, and last said: %s; expected"
                    .formatted(address, patience.toSeconds(), cause)
                + " it to answer. A new workspace needs some minutes: run this again; if it was"
                + " there before, check that it can be reached from here (./quarterdeck doctor).");
      }
      progress.phase("waiting for " + address + ": " + cause);
    }
  }
}
