package io.quarterdeck.local.databricks.runs;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;

/**
 * Runs the tasks of one run in the order of their dependencies. Independent tasks run concurrently.
 */
final class RunExecution {
  /** A task that has ended. */
  private record Done(String taskKey, RunEnd outcome) {}

  private final Runs runs;
  private final Cluster cluster;
  private final WorkspaceRun run;
  private final StopSignal stop;
  private final Map<String, RunEnd> outcomes = new HashMap<>();

  RunExecution(Runs runs, Cluster cluster, WorkspaceRun run, StopSignal stop) {
    this.runs = runs;
    this.cluster = cluster;
    this.run = run;
    this.stop = stop;
  }

  /** Runs all tasks and stores the result of the run. */
  void execute(Executor threads) throws IOException, InterruptedException {
    CompletionService<Done> running = new ExecutorCompletionService<>(threads);
    List<JsonObject> open = new ArrayList<>();
    run.settings().getAsJsonArray("tasks").forEach(task -> open.add(task.getAsJsonObject()));
    Set<String> busy = new HashSet<>();
    do {
      for (JsonObject task : List.copyOf(open)) {
        if (outcomes.keySet().containsAll(upstream(task))) {
          open.remove(task);
          begin(task, running, busy);
        }
      }
      if (!busy.isEmpty()) {
        Done done = take(running);
        busy.remove(done.taskKey);
        outcomes.put(done.taskKey, done.outcome);
      }
    } while (!busy.isEmpty() || !open.isEmpty());
    RunEnd outcome = outcome();
    run.end(outcome, message(outcome), cluster.now());
    runs.save(run);
  }

  private void begin(JsonObject task, CompletionService<Done> running, Set<String> busy)
      throws IOException {
    String key = task.get("task_key").getAsString();
    List<RunEnd> before = upstream(task).stream().map(outcomes::get).toList();
    boolean always = task.get("run_if").getAsString().equals("ALL_DONE");
    if (stop.reason().isPresent()) {
      RunEnd reason = stop.reason().get();
      end(key, reason, TaskExecution.endMessage(reason));
    } else if (always || before.stream().allMatch(RunEnd::succeeded)) {
      busy.add(key);
      var unused =
          running.submit(
              () -> new Done(key, new TaskExecution(runs, cluster, run, stop).execute(task)));
    } else {
      boolean canceled = before.stream().anyMatch(RunExecution::canceled);
      end(
          key,
          canceled ? RunEnd.UPSTREAM_CANCELED : RunEnd.UPSTREAM_FAILED,
          "An upstream task " + (canceled ? "was cancelled." : "failed."));
    }
  }

  private static boolean canceled(RunEnd outcome) {
    return outcome == RunEnd.CANCELED || outcome == RunEnd.UPSTREAM_CANCELED;
  }

  private void end(String taskKey, RunEnd outcome, String message) throws IOException {
    run.last(taskKey).end(outcome, message, cluster.now());
    outcomes.put(taskKey, outcome);
    runs.save(run);
  }

  private static Done take(CompletionService<Done> running)
      throws IOException, InterruptedException {
    try {
      return running.take().get();
    } catch (ExecutionException e) {
      throw new IOException("a task failed in the emulator: " + e.getCause(), e.getCause());
    }
  }

  private static List<String> upstream(JsonObject task) {
    List<String> keys = new ArrayList<>();
    if (task.has("depends_on")) {
      task.getAsJsonArray("depends_on")
          .forEach(each -> keys.add(each.getAsJsonObject().get("task_key").getAsString()));
    }
    return keys;
  }

  /**
   * Returns the result of the run, which the tasks without dependents determine. Other tasks may
   * fail without failing the run.
   */
  private RunEnd outcome() {
    if (stop.reason().isPresent()) {
      return stop.reason().get();
    }
    Set<String> leaves = new HashSet<>(outcomes.keySet());
    run.settings()
        .getAsJsonArray("tasks")
        .forEach(task -> leaves.removeAll(upstream(task.getAsJsonObject())));
    if (!leaves.stream().map(outcomes::get).allMatch(RunEnd::succeeded)) {
      return RunEnd.RUN_FAILED;
    }
    return outcomes.values().stream().allMatch(RunEnd::succeeded)
        ? RunEnd.SUCCESS
        : RunEnd.SUCCESS_WITH_FAILURES;
  }

  private String message(RunEnd outcome) {
    if (outcome == RunEnd.SUCCESS || outcome == RunEnd.SUCCESS_WITH_FAILURES) {
      return "";
    }
    if (outcome != RunEnd.RUN_FAILED) {
      return TaskExecution.endMessage(outcome);
    }
    return run.attempts().stream()
        .filter(RunExecution::failed)
        .reduce((first, second) -> second)
        .map(
            attempt ->
                "Task %s failed with message: %s"
                    .formatted(
                        attempt.taskKey(),
                        attempt.json().getAsJsonObject("state").get("state_message").getAsString()))
        .orElse("A task failed.");
  }

  private static boolean failed(Attempt attempt) {
    JsonObject state = attempt.json().getAsJsonObject("state");
    String result = state.has("result_state") ? state.get("result_state").getAsString() : "";
    return result.equals("FAILED") || result.equals("TIMEDOUT");
  }
}
