package io.quarterdeck.azure.databricks.run;

import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunTask;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceRetry;
import io.quarterdeck.azure.stack.JobRunner;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.loader.retry.Retry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Waits for a run to end and reports the progress of its tasks. */
public final class RunWatch {
  /**
   * Longer than any run: the job's timeout ends a run, and the queue's limit ends a waiting run.
   */
  private static final Duration LONGEST = JobRunner.LONGEST;

  /** The default time to wait for a workspace that does not respond. */
  public static final Duration AWAY = Duration.ofMinutes(10);

  private final Backoff backoff;
  private final Limits limits;
  private final Progress progress;
  private final WorkspaceRetry calls;
  private final RunFailure failure;
  private final Map<String, String> told = new HashMap<>();
  private final Map<Long, String> reasons = new HashMap<>();
  private String awaited = "it has not started";
  private String page = "";

  /**
   * The wait limits.
   *
   * @param away the time to wait for a workspace that does not respond; zero means no retries
   * @param deadline the time to wait for the run to end
   */
  public record Limits(Duration away, Duration deadline) {
    /** Ten minutes for a workspace that does not respond; two days for the run. */
    public static final Limits DEFAULT = new Limits(AWAY, LONGEST);
  }

  /** Creates a watch with {@link Limits#DEFAULT}. */
  public RunWatch(Workspace workspace, Backoff backoff, Progress progress) {
    this(workspace, backoff, Limits.DEFAULT, progress);
  }

  /**
   * Creates a watch that polls the run.
   *
   * @param backoff the wait times between polls
   */
  public RunWatch(Workspace workspace, Backoff backoff, Limits limits, Progress progress) {
    this.backoff = backoff;
    this.limits = limits;
    this.progress = progress;
    this.calls = new WorkspaceRetry(workspace, backoff, limits.away(), progress);
    this.failure = new RunFailure(workspace);
  }

  /**
   * Waits for the run to succeed.
   *
   * @throws Failure if the run does not succeed; the message contains the root cause and the end of
   *     the driver's log
   */
  public void awaitSuccess(long runId) {
    Run run = awaitEnd(runId);
    if (TaskState.of(run.getState()).stage() != TaskState.Stage.SUCCEEDED) {
      throw failure.of(run);
    }
  }

  /** Waits for the run to end with any result, and reports why a task failed. */
  public void follow(long runId) {
    Run ended = awaitEnd(runId);
    progress.phase("run " + ended.getRunId() + " ended");
  }

  /** Waits for the run to end with any result. */
  Run awaitEnd(long runId) {
    return Retry.with(backoff)
        .within(limits.deadline(), Retry.Start.FIRST_ATTEMPT)
        .poll(left -> ended(runId))
        .orElseThrow(
            () ->
                Failure.of(
                    "Cannot wait for run %d any longer: %s; expected it to end within %d s "
                        + "(--deadline). The run goes on: follow it with ./quarterdeck runs or at "
                        + "%s, or end it with ./quarterdeck cancel %d.",
                    runId, awaited, limits.deadline().toSeconds(), page, runId));
  }

  private Optional<Run> ended(long runId) {
    Run run = read(runId);
    tell(run);
    page = run.getRunPageUrl();
    return TaskState.of(run.getState()).stage().isEnd() ? Optional.of(run) : Optional.empty();
  }

  private Run read(long runId) {
    try {
      return calls.call("follow run " + runId, client -> client.jobs().getRun(runId));
    } catch (Failure e) {
      throw Failure.causedBy(
          e,
          "%s The run may still be active: check it with ./quarterdeck runs before you start"
              + " another.",
          e.getMessage());
    }
  }

  private void tell(Run run) {
    if (told.isEmpty()) {
      progress.note("run " + run.getRunId() + ": " + run.getRunPageUrl());
      told.put("", "");
    }
    Collection<RunTask> tasks = Optional.ofNullable(run.getTasks()).orElse(List.of());
    tasks.forEach(this::tell);
    awaited = new Awaited(run, this::reason).words();
    progress.phase("run " + run.getRunId() + ": " + awaited);
  }

  /**
   * Returns the reason for a failed attempt. It is cached, because the output of an ended attempt
   * does not change.
   */
  private String reason(long attemptId) {
    return reasons.computeIfAbsent(attemptId, failure::reason);
  }

  private void tell(RunTask task) {
    TaskState state = TaskState.of(task.getState());
    String attempt = task.getTaskKey() + "/" + task.getRunId();
    long number = Optional.ofNullable(task.getAttemptNumber()).orElse(0L);
    // Do not report that a first attempt waits for an earlier task. Report that a retry waits.
    boolean itsTurn = state.stage() == TaskState.Stage.WAITING && number == 0;
    if (itsTurn || state.words().equals(told.get(attempt))) {
      return;
    }
    told.put(attempt, state.words());
    String line = "task " + task.getTaskKey() + (number > 0 ? ", attempt " + (number + 1) : "");
    progress.note(
        line
            + ": "
            + state.words()
            + switch (state.stage()) {
              case RUNNING -> "  " + task.getRunPageUrl();
              case FAILED -> ": " + reason(task.getRunId());
              case WAITING, SUCCEEDED, SKIPPED, CANCELLED -> "";
            });
  }
}
