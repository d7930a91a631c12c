package io.quarterdeck.azure.databricks.workspace;

import com.databricks.sdk.core.DatabricksException;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.loader.retry.Retry;
import java.time.Duration;

/**
 * Waits until a new workspace is ready. For some minutes after its creation, a workspace rejects
 * calls, for example with HTTP 400 and {@code does not have any associated worker environments}
 * (Azure/azure-rest-api-specs issue 9316). Status 401 and 403 are not among these errors: they mean
 * that the workspace answers, and refuses the token or the user.
 */
public final class Readiness {
  /** The default time to wait for a workspace. */
  public static final Duration DEFAULT_WAIT = Duration.ofMinutes(10);

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
   * @throws Failure if the workspace is not ready in time, with the last error in the message;
   *     immediately if the workspace refuses the token or the user
   */
  public String await(Duration maximumWait, Progress progress) {
    progress.phase("waiting for " + address);
    try {
      return Retry.with(backoff)
          .within(maximumWait, Retry.Start.FIRST_ATTEMPT)
          .beforeWait(
              wait ->
                  progress.phase(
                      "waiting for " + address + ": " + found(wait.cause().orElseThrow())))
          .call(() -> Workspace.whoWeAre(address), Readiness::isNotReady);
    } catch (DatabricksException e) {
      if (WorkspaceFailure.isRefusal(e)) {
        throw WorkspaceFailure.ofSignIn(address, e);
      }
      throw Failure.of(
          "Cannot use the workspace %s: it was not ready after %d s, and the last error was: %s;"
              + " expected it to answer. A new workspace needs some minutes: run this again. If the"
              + " workspace is not new, check that it can be reached from here (./quarterdeck"
              + " doctor).",
          address, maximumWait.toSeconds(), found(e));
    }
  }

  private static boolean isNotReady(Exception failure) {
    return failure instanceof DatabricksException error && !WorkspaceFailure.isRefusal(error);
  }

  private static String found(Exception failure) {
    return WorkspaceFailure.found((DatabricksException) failure);
  }
}
