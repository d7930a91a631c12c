package io.quarterdeck.etl.databricks.run;

import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunTask;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.databricks.workspace.PatientCalls;
import io.quarterdeck.etl.databricks.workspace.Pause;
import io.quarterdeck.etl.databricks.workspace.Workspace;
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
  private static final Duration LONGEST = Duration.ofDays(2);

  /** How long a workspace may be away meanwhile unless someone says otherwise. */
  public static final Duration AWAY = Duration.ofMinutes(10);

  private final Workspace workspace;
  private final Pause pause;
  private final Progress progress;
  private final PatientCalls calls;
  private final Map<String, String> told = new HashMap<>();

  /** Goes on for {@link #AWAY} while the workspace does not answer. */
  public RunWatch(Workspace workspace, Pause pause, Progress progress) {
    this(workspace, pause, AWAY, progress);
  }

  /**
   * Follows by asking again and again.
   *
   * @param pause between two questions
   * @param away for how long to go on asking a workspace that does not answer; zero gives up at
   *     once
   */
  public RunWatch(Workspace workspace, Pause pause, Duration away, Progress progress) {
    this.workspace = workspace;
    this.pause = pause;
    this.progress = progress;
    this.calls = new PatientCalls(workspace, pause, away, progress);
  }

  /**
   * Waits for the end.
   *
   * @throws Failure with the root cause and the end of the driver's log when it did not
   */
  public void awaitSuccess(long runId) {
    Run run = awaitEnd(runId);
    if (TaskState.of(run.getState()).stage() != TaskState.Stage.SUCCEEDED) {
      throw new RunFailure(workspace).of(run);
    }
  }

  /** Waits for the end, whatever it is. */
  Run awaitEnd(long runId) {
    Pause.Deadline deadline = pause.deadline(LONGEST);
    while (true) {
      Run run = read(runId);
      tell(run);
      if (TaskState.of(run.getState()).stage().isEnd()) {
        return run;
      }
      if (!deadline.pause()) {
        throw new Failure(
            "Cannot wait for run %d any longer: it has not ended after %d hours; expected its timeout to have ended it. Look at %s, and cancel it with ./quarterdeck cancel %d."
                .formatted(runId, LONGEST.toHours(), run.getRunPageUrl(), runId));
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
    TaskState whole = TaskState.of(run.getState());
    if (told.isEmpty()) {
      progress.note("run " + run.getRunId() + ": " + run.getRunPageUrl());
      told.put("", "");
    }
    Collection<RunTask> tasks = Optional.ofNullable(run.getTasks()).orElse(List.of());
    tasks.forEach(this::tell);
    progress.phase("run " + run.getRunId() + " " + whole.words() + running(tasks));
  }

  private static String running(Collection<RunTask> tasks) {
    return tasks.stream()
        .filter(task -> TaskState.of(task.getState()).stage() == TaskState.Stage.RUNNING)
        .findFirst()
        .map(task -> ": task " + task.getTaskKey())
        .orElse("");
  }

  private void tell(RunTask task) {
    TaskState state = TaskState.of(task.getState());
    String attempt = task.getTaskKey() + "/" + task.getRunId();
    long number = Optional.ofNullable(task.getAttemptNumber()).orElse(0L);
    // A first try waits for its turn; one after a failure waits for minutes, which is worth a line.
    boolean itsTurn = state.stage() == TaskState.Stage.WAITING && number == 0;
    if (itsTurn || state.words().equals(told.get(attempt))) {
      return;
    }
    told.put(attempt, state.words());
    String line = "task " + task.getTaskKey() + (number > 0 ? ", try " + (number + 1) : "");
    progress.note(
        line
            + ": "
            + state.words()
            + (state.stage() == TaskState.Stage.RUNNING ? "  " + task.getRunPageUrl() : ""));
  }
}
