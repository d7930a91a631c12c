package io.quarterdeck.azure.databricks.workspace;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksException;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.time.Duration;
import java.util.function.Function;

/**
 * Retries read requests if the workspace does not respond, is busy or reports a server error. The
 * deadline starts with the first failure. Each retry is reported as progress. Use it only for
 * reads: a failed write may have succeeded.
 */
public final class WorkspaceRetry {
  private final Workspace workspace;
  private final Backoff backoff;
  private final Duration patience;
  private final Progress progress;

  /**
   * Creates the retry without calling the workspace.
   *
   * @param backoff the wait times between attempts; within an attempt, the client also retries for
   *     a few seconds
   * @param patience the maximum time to retry; zero means no retries
   */
  public WorkspaceRetry(
      Workspace workspace, Backoff backoff, Duration patience, Progress progress) {
    this.workspace = workspace;
    this.backoff = backoff;
    this.patience = patience;
    this.progress = progress;
  }

  /**
   * Calls the workspace until it responds.
   *
   * @param what the purpose of the call, continuing "Cannot", as in {@code list the jobs}
   * @throws Failure the last failure, if it is not transient or the deadline has passed
   */
  public <T> T call(String what, Function<WorkspaceClient, T> question) {
    try {
      return workspace.call(what, question);
    } catch (Failure first) {
      return callAgain(what, question, first);
    }
  }

  private <T> T callAgain(String what, Function<WorkspaceClient, T> question, Failure first) {
    Backoff.Deadline deadline = backoff.deadline(patience);
    Failure failure = first;
    while (failure.getCause() instanceof DatabricksException trouble
        && WorkspaceFailure.mayPass(trouble)
        && !deadline.left().isZero()) {
      progress.note(
          "The workspace %s failed: %s; retrying for another %d s."
              .formatted(
                  workspace.address(),
                  WorkspaceFailure.found(trouble),
                  deadline.left().toSeconds()));
      deadline.pause();
      try {
        return workspace.call(what, question);
      } catch (Failure again) {
        failure = again;
      }
    }
    throw failure;
  }
}
