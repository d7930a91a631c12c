package io.quarterdeck.etl.databricks.workspace;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksException;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.terminal.Progress;
import java.time.Duration;
import java.util.function.Function;

/**
 * Goes on asking a workspace that does not answer, is busy or broken, until a deadline that begins
 * with the first failure. Each try is told. For questions alone: what changes something may have
 * been done although nobody said so.
 */
public final class WorkspaceRetry {
  private final Workspace workspace;
  private final Backoff pause;
  private final Duration patience;
  private final Progress progress;

  /**
   * Calls nothing yet.
   *
   * @param pause between two tries, each of which the client repeats some times in some seconds
   * @param patience how long to go on; zero does not try again
   */
  public WorkspaceRetry(Workspace workspace, Backoff pause, Duration patience, Progress progress) {
    this.workspace = workspace;
    this.pause = pause;
    this.patience = patience;
    this.progress = progress;
  }

  /**
   * Asks until there is an answer.
   *
   * @param what what the call is for, after "Cannot", as in {@code list the jobs}
   * @throws Failure the last one, when it does not pass by itself or the deadline has come
   */
  public <T> T call(String what, Function<WorkspaceClient, T> question) {
    try {
      return workspace.call(what, question);
    } catch (Failure first) {
      return callAgain(what, question, first);
    }
  }

  private <T> T callAgain(String what, Function<WorkspaceClient, T> question, Failure first) {
    Backoff.Deadline deadline = pause.deadline(patience);
    Failure failure = first;
    while (failure.getCause() instanceof DatabricksException trouble
        && WorkspaceFailure.mayPass(trouble)
        && !deadline.left().isZero()) {
      progress.note(
          "The workspace %s failed: %s; asking again for %d s more."
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
