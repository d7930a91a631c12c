package io.quarterdeck.azure.databricks.run;

import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunTask;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Describes what a run is waiting for: the task or attempt and its start time; after a failed
 * attempt, also the reason and the start time of the next attempt.
 *
 * @param run the run
 * @param reason returns the reason for a failed attempt, by its run id
 */
record Awaited(Run run, Function<Long, String> reason) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  /** Returns the description, such as "task load is running since 18:20:03". */
  String words() {
    return current()
        .map(this::words)
        .orElseGet(() -> TaskState.of(run.getState()).words() + since(run.getStartTime()));
  }

  /**
   * Returns the task that the run is waiting for: a running task, else a task that waits for a
   * retry, else the first one that has not started.
   */
  private Optional<RunTask> current() {
    List<RunTask> open =
        tasks().stream()
            .filter(task -> !TaskState.of(task.getState()).stage().isEnd())
            .sorted(Comparator.comparing(Awaited::isRunning).reversed())
            .toList();
    return open.stream()
        .filter(task -> isRunning(task) || isRetry(task))
        .findFirst()
        .or(() -> open.stream().findFirst());
  }

  private Collection<RunTask> tasks() {
    return Optional.ofNullable(run.getTasks()).orElse(List.of());
  }

  private static boolean isRunning(RunTask task) {
    return TaskState.of(task.getState()).stage() == TaskState.Stage.RUNNING;
  }

  private static boolean isRetry(RunTask task) {
    return number(task) > 0;
  }

  private String words(RunTask task) {
    String name = "task " + task.getTaskKey();
    Optional<RunTask> before = before(task);
    if (before.isEmpty()) {
      return name + " is " + TaskState.of(task.getState()).words() + since(task.getStartTime());
    }
    String failed =
        "attempt %d failed: %s"
            .formatted(number(before.get()) + 1, reason.apply(before.get().getRunId()));
    String attempt = "attempt " + (number(task) + 1) + " of " + name;
    return isRunning(task)
        ? "%s is running%s; %s".formatted(attempt, since(task.getStartTime()), failed)
        : "waiting%s for %s, which starts at %s; %s"
            .formatted(since(before.get().getEndTime()), attempt, start(before.get()), failed);
  }

  /** Returns the previous attempt of the task. */
  private Optional<RunTask> before(RunTask task) {
    return tasks().stream()
        .filter(each -> each.getTaskKey().equals(task.getTaskKey()))
        .filter(each -> number(each) == number(task) - 1)
        .findFirst();
  }

  private static long number(RunTask task) {
    return Optional.ofNullable(task.getAttemptNumber()).orElse(0L);
  }

  /**
   * Returns the start time of the next attempt. Databricks measures the retry interval from the end
   * of the failed attempt.
   */
  private static String start(RunTask failed) {
    Duration pause =
        Duration.ofMillis(Optional.ofNullable(failed.getMinRetryIntervalMillis()).orElse(0L));
    return TIME.format(Instant.ofEpochMilli(failed.getEndTime()).plus(pause));
  }

  private static String since(Long milliseconds) {
    return milliseconds == null || milliseconds == 0
        ? ""
        : " since " + TIME.format(Instant.ofEpochMilli(milliseconds));
  }
}
