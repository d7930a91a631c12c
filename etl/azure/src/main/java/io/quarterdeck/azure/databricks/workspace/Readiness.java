package io.quarterdeck.azure.databricks.workspace;

import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.DatabricksException;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.time.Duration;

/**
 * Waits until a new workspace is ready. For some minutes after its creation, a workspace refuses
 * calls with various errors.
 */
public final class Readiness {
  /** The default time to wait for a workspace. */
  public static final Duration PATIENCE = Duration.ofMinutes(10);

  private final WorkspaceAddress address;
  private final Backoff backoff;

  public Readiness(WorkspaceAddress address, Backoff backoff) {
    this.address = address;
    this.backoff = backoff;
  }

  /**
   * Waits until the workspace returns the current user.
   *
   * @return the user name: an e-mail address, or a service principal's application id
   * @throws Failure if the time is up, with the last cause; immediately if the workspace refuses
   *     the token
   */
  public String await(Duration patience, Progress progress) {
    progress.phase("waiting for " + address);
    Backoff.Deadline deadline = backoff.deadline(patience);
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
            "Cannot use the workspace %s: it was not ready after %d s, and the last error was: %s; expected"
                    .formatted(address, patience.toSeconds(), cause)
                + " it to answer. A new workspace needs some minutes: run this again. If the workspace is not new, check that it can be reached from here (./quarterdeck doctor).");
      }
      progress.phase("waiting for " + address + ": " + cause);
    }
  }
}
