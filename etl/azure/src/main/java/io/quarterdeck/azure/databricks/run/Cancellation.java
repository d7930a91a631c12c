package io.quarterdeck.azure.databricks.run;

import com.databricks.sdk.service.jobs.Run;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.loader.failure.Failure;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Cancels runs of a job. */
public final class Cancellation {
  /**
   * The job whose runs are cancelled.
   *
   * @param id the job's id in the workspace
   * @param words the name in messages, as in {@code the job sales of the stack dev}
   * @param listing the command that lists the job's runs
   */
  public record Job(long id, String words, String listing) {}

  /**
   * The result of a cancellation.
   *
   * @param state the final state of the run
   * @param end whether the run had ended before the cancellation
   */
  public record Result(TaskState state, End end) {}

  /** When a run ended. */
  public enum End {
    BEFORE,
    NOW
  }

  private final Workspace workspace;
  private final RunWatch watch;
  private final Job job;

  public Cancellation(Workspace workspace, RunWatch watch, Job job) {
    this.workspace = workspace;
    this.watch = watch;
    this.job = job;
  }

  /** Returns the runs of the job that have not ended, newest first. */
  public List<Long> active() {
    return new RunHistory(workspace, Clock.systemUTC()).active(job.id());
  }

  /** Returns whether a run exists and belongs to the job. */
  public boolean owns(long runId) {
    return workspace
        .find("read run " + runId, client -> client.jobs().getRun(runId))
        .filter(run -> run.getJobId() == job.id())
        .isPresent();
  }

  /**
   * Cancels a run and waits for it to end. A run that has already ended does not change.
   *
   * @throws Failure if the run does not exist or belongs to another job; nothing is cancelled then
   */
  public Result cancel(long runId) {
    Optional<Run> found =
        workspace.find("read run " + runId, client -> client.jobs().getRun(runId));
    if (found.isEmpty()) {
      throw refused(runId, workspace.address() + " has no such run of " + job.words());
    }
    Run run = found.get();
    if (run.getJobId() != job.id()) {
      throw refused(
          runId,
          "it is a run of the job with the id " + run.getJobId() + ", not of " + job.words());
    }
    TaskState before = TaskState.of(run.getState());
    if (before.stage().isEnd()) {
      return new Result(before, End.BEFORE);
    }
    workspace.tell("cancel run " + runId, client -> client.jobs().cancelRun(runId));
    return new Result(TaskState.of(watch.awaitEnd(runId).getState()), End.NOW);
  }

  private Failure refused(long runId, String found) {
    List<Long> active = active();
    String expected =
        active.isEmpty()
            ? "a run of it that has not ended, and there is none"
            : "one of its runs that have not ended: "
                + active.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return Failure.of(
        "Cannot cancel run %d: %s; expected %s. List its runs with %s.",
        runId, found, expected, job.listing());
  }
}
