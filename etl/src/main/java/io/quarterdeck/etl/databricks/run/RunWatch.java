package io.quarterdeck.etl.databricks.run;

import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunTask;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.databricks.workspace.Backoff;
import io.quarterdeck.etl.databricks.workspace.Workspace;
import io.quarterdeck.etl.databricks.workspace.WorkspaceRetry;
import io.quarterdeck.etl.stack.JobRunner;
import io.quarterdeck.etl.terminal.Progress;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows a run to its end and tells what its tasks do meanwhile. */
public final class RunWatch {
  /** Longer than any run may take: the job's own timeout ends it, and the queue before that. */
  private static final Duration LONGEST = JobRunner.LONGEST;

  /** How long a workspace may be away meanwhile unless someone says otherwise. */
  public static final Duration AWAY = Duration.ofMinutes(10);

  private final Backoff pause;
  private final Limits limits;
  private final Progress progress;
  private final WorkspaceRetry calls;
  private final RunFailure failure;
  private final Map<String, String> told = new HashMap<>();
  private final Map<Long, String> reasons = new HashMap<>();
  private String awaited = "it has not started";

  /**
   * How long to wait.
   *
   * @param away for a workspace that does not answer; zero gives up at once
   * @param deadline for the end of the run
   */
  public record Limits(Duration away, Duration deadline) {
    /** Ten minutes for a workspace that does not answer; two days for the run. */
    public static final Limits DEFAULT = new Limits(AWAY, LONGEST);
  }

  /** Waits as {@link Limits#DEFAULT} says. */
  public RunWatch(Workspace workspace, Backoff pause, Progress progress) {
    this(workspace, pause, Limits.DEFAULT, progress);
  }

  /**
   * Follows a run by polling.
   *
   * @param pause between two polls
   */
  public RunWatch(Workspace workspace, Backoff pause, Limits limits, Progress progress) {
    this.pause = pause;
    this.limits = limits;
    this.progress = progress;
    this.calls = new WorkspaceRetry(workspace, pause, limits.away(), progress);
    this.failure = new RunFailure(workspace);
  }

  /**
   * Waits for the end.
   *
   * @throws Failure with the root cause and the end of the driver's log when it did not
   */
  public void awaitSuccess(long runId) {
    Run run = awaitEnd(runId);
    if (TaskState.of(run.getState()).stage() != TaskState.Stage.SUCCEEDED) {
      throw failure.of(run);
    }
  }

  /** Waits for the end, whatever it is. */
  Run awaitEnd(long runId) {
    Backoff.Deadline deadline = pause.deadline(limits.deadline());
    while (true) {
      Run run = read(runId);
      tell(run);
      if (TaskState.of(run.getState()).stage().isEnd()) {
        return run;
      }
      if (!deadline.pause()) {
        throw new Failure(
            "Cannot wait for run %d any longer: %s; expected it to end within %d s (--deadline). The run goes on: follow it with ./quarterdeck runs or at %s, or end it with ./quarterdeck cancel %d."
                .formatted(
                    runId, awaited, limits.deadline().toSeconds(), run.getRunPageUrl(), runId));
      }
    }
  }

  private Run read(long runId) {
    try {
      return calls.call("follow run " + runId, client -> client.jobs().getRun(runId));
    } catch (Failure e) {
      throw new Failure(
          e.getMessage()
              + " The run itself may go on: see what becomes of it with ./quarterdeck runs before you"
              + " start another.",
          e);
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

  /** The output of an attempt that has ended does not change. */
  private String reason(long attemptId) {
    return reasons.computeIfAbsent(attemptId, failure::reason);
  }

  private void tell(RunTask task) {
    TaskState state = TaskState.of(task.getState());
    String attempt = task.getTaskKey() + "/" + task.getRunId();
    long number = Optional.ofNullable(task.getAttemptNumber()).orElse(0L);
    // A first attempt waits for its turn; one after a failure waits for minutes.
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
