package io.quarterdeck.local.databricks.runs;

import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.task.TaskLaunch;
import io.quarterdeck.local.databricks.task.TaskProcess;
import io.quarterdeck.local.files.FolderTree;
import io.quarterdeck.local.files.WorkFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;

/**
 * Runs one task of a run to its end: one attempt, and retries according to the settings of the
 * task.
 */
final class TaskExecution {
  private static final Duration FOREVER = Duration.ofDays(36500);

  /** The result of an attempt. */
  private record Ended(RunEnd outcome, String message) {}

  private final Runs runs;
  private final Cluster cluster;
  private final WorkspaceRun run;
  private final StopSignal stop;

  TaskExecution(Runs runs, Cluster cluster, WorkspaceRun run, StopSignal stop) {
    this.runs = runs;
    this.cluster = cluster;
    this.run = run;
    this.stop = stop;
  }

  /** Runs the task and returns its final result. */
  RunEnd execute(JsonObject task) throws IOException, InterruptedException {
    Attempt attempt = run.last(task.get("task_key").getAsString());
    while (true) {
      Ended ended = execute(attempt);
      attempt.end(ended.outcome, ended.message, cluster.now());
      if (!again(task, ended.outcome, attempt.number())) {
        runs.save(run);
        return ended.outcome;
      }
      attempt = run.add(NewRun.attempt(task, runs.freshNumber(), attempt.number() + 1));
      attempt.set(RunStatus.WAITING);
      runs.save(run);
      Duration pause = Duration.ofMillis(number(task, "min_retry_interval_millis", 0));
      if (stop.await(pause)) {
        RunEnd outcome = stop.reason().orElseThrow();
        attempt.end(outcome, endMessage(outcome), cluster.now());
        runs.save(run);
        return outcome;
      }
    }
  }

  private Ended execute(Attempt attempt) throws IOException, InterruptedException {
    attempt.begin(cluster.now());
    runs.save(run);
    Path log = runs.log(attempt);
    Files.createFile(
        log, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Path work = WorkFolders.create(runs.folder(run), "work");
    try {
      TaskLaunch launch = cluster.setup().launch(attempt, cluster.values(attempt), work, log);
      return execute(attempt, launch);
    } catch (SetupFailure e) {
      return new Ended(e.outcome(), e.getMessage());
    } catch (IOException e) {
      return new Ended(RunEnd.CLUSTER_FAILED, "Cluster could not be launched: " + e.getMessage());
    } finally {
      FolderTree.delete(work);
    }
  }

  private Ended execute(Attempt attempt, TaskLaunch launch)
      throws IOException, InterruptedException {
    if (stop.reason().isPresent()) {
      return stopped();
    }
    Process process = cluster.runner().start(launch);
    try (TaskProcess running = new TaskProcess(process)) {
      run.remember(attempt, process.toHandle());
      attempt.running(cluster.now());
      runs.save(run);
      stop.awaitEnd(process, limit(attempt.json()));
      Optional<Integer> exit =
          process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
      // The process may fail at the moment when the run is cancelled. Its exit code is then
      // ignored.
      if (exit.isPresent() && (exit.get() == 0 || stop.reason().isEmpty())) {
        return exited(exit.get(), launch.log());
      }
      attempt.set(RunStatus.TERMINATING);
      running.end();
      return stop.reason().isPresent()
          ? stopped()
          : new Ended(RunEnd.TIMED_OUT, endMessage(RunEnd.TIMED_OUT));
    }
  }

  private static Ended exited(int code, Path log) throws IOException {
    if (code == 0) {
      return new Ended(RunEnd.SUCCESS, "");
    }
    String why = TaskLog.read(log).error().orElse("its process ended with exit code " + code);
    return new Ended(
        RunEnd.FAILED, "Workload failed, see run output for details. Root cause: " + why);
  }

  private Ended stopped() {
    RunEnd outcome = stop.reason().orElseThrow();
    return new Ended(outcome, endMessage(outcome));
  }

  private static Duration limit(JsonObject task) {
    long seconds = number(task, "timeout_seconds", 0);
    return seconds == 0 ? FOREVER : Duration.ofSeconds(seconds);
  }

  private boolean again(JsonObject task, RunEnd outcome, int number) {
    if (outcome.succeeded() || stop.reason().isPresent()) {
      return false;
    }
    boolean onTimeout = task.has("retry_on_timeout") && task.get("retry_on_timeout").getAsBoolean();
    if (outcome == RunEnd.TIMED_OUT && !onTimeout) {
      return false;
    }
    long most = number(task, "max_retries", 0);
    return most < 0 || number < most;
  }

  static String endMessage(RunEnd outcome) {
    return switch (outcome) {
      case CANCELED -> "Run cancelled.";
      case TIMED_OUT -> "Timed out";
      case LOST -> "The workspace stopped while the run was running.";
      default -> throw new IllegalStateException("no reason to stop: " + outcome);
    };
  }

  private static long number(JsonObject task, String field, long absent) {
    return task.has(field) ? task.get(field).getAsLong() : absent;
  }
}
