package io.quarterdeck.azure.databricks.workspace;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksException;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.loader.retry.Retry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Retries read requests if the workspace does not respond, is busy or reports a server error. The
 * deadline starts with the first failure. The progress shows each retry. Do not use this class for
 * writes: a write that failed with such an error may have succeeded.
 */
public final class WorkspaceRetry {
  private final Workspace workspace;
  private final Backoff backoff;
  private final Duration maximumWait;
  private final Progress progress;

  /**
   * Creates the retry without calling the workspace.
   *
   * @param backoff the wait times between attempts; within an attempt, the client also retries for
   *     a few seconds
   * @param maximumWait the maximum time to retry; zero means no retries
   */
  public WorkspaceRetry(
      Workspace workspace, Backoff backoff, Duration maximumWait, Progress progress) {
    this.workspace = workspace;
    this.backoff = backoff;
    this.maximumWait = maximumWait;
    this.progress = progress;
  }

  /**
   * Calls the workspace until it responds.
   *
   * @param what the purpose of the call, which follows "Cannot" in messages, for example {@code
   *     list the jobs}
   * @throws Failure the last failure, if it is not transient or the deadline has passed
   */
  public <T> T call(String what, Function<WorkspaceClient, T> question) {
    return Retry.with(backoff)
        .within(maximumWait, Retry.Start.FIRST_FAILURE)
        .beforeWait(this::report)
        .call(() -> workspace.call(what, question), failure -> transientError(failure).isPresent());
  }

  private static Optional<DatabricksException> transientError(Exception failure) {
    return failure instanceof Failure
            && failure.getCause() instanceof DatabricksException error
            && WorkspaceFailure.mayPass(error)
        ? Optional.of(error)
        : Optional.empty();
  }

  private void report(Retry.Wait wait) {
    progress.note(
        "The workspace %s failed: %s; retrying for another %d s."
            .formatted(
                workspace.address(),
                WorkspaceFailure.found(
                    wait.cause().flatMap(WorkspaceRetry::transientError).orElseThrow()),
                wait.left().toSeconds()));
  }
}
