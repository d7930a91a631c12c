package io.quarterdeck.azure.databricks.run;

import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunOutput;
import com.databricks.sdk.service.jobs.RunTask;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.loader.failure.Failure;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Determines why a run failed. */
final class RunFailure {
  /** The prefix of the last log line of Quarterdeck's jobs. */
  private static final String OURS = "FAILURE ";

  private static final int LOG_LINES = 30;

  private final Workspace workspace;

  RunFailure(Workspace workspace) {
    this.workspace = workspace;
  }

  Failure of(Run run) {
    Optional<RunTask> failed = failedTask(run);
    TaskState state = TaskState.of(failed.map(RunTask::getState).orElse(run.getState()));
    Optional<RunOutput> output = failed.flatMap(task -> output(task.getRunId()));
    String cause =
        output
            .flatMap(RunFailure::cause)
            .or(state::message)
            .or(() -> TaskState.of(run.getState()).message())
            .orElse("the workspace gives no reason");
    String where = failed.map(task -> "task " + task.getTaskKey() + " ").orElse("it ");
    return Failure.of(
        "Cannot finish run %d: %s%s: %s; expected it to succeed. Fix the error, "
            + "then start another run (./quarterdeck run). Details: %s%s",
        run.getRunId(),
        where,
        state.words(),
        withoutEnd(cause),
        run.getRunPageUrl(),
        output.map(RunFailure::endOfLog).orElse(""));
  }

  /**
   * Returns the reason for a failed attempt of a task, on one line.
   *
   * @param attemptId the attempt's run id
   */
  String reason(long attemptId) {
    return output(attemptId)
        .flatMap(RunFailure::cause)
        .map(RunFailure::withoutEnd)
        .orElse("the workspace gives no reason");
  }

  private static Optional<RunTask> failedTask(Run run) {
    return Optional.ofNullable(run.getTasks()).stream()
        .flatMap(tasks -> tasks.stream())
        .filter(
            task -> {
              TaskState.Stage stage = TaskState.of(task.getState()).stage();
              return stage == TaskState.Stage.FAILED || stage == TaskState.Stage.CANCELLED;
            })
        // Use the last attempt.
        .max(Comparator.comparing(task -> Optional.ofNullable(task.getAttemptNumber()).orElse(0L)));
  }

  private Optional<RunOutput> output(long attemptId) {
    try {
      return workspace.find(
          "read the output of run " + attemptId, client -> client.jobs().getRunOutput(attemptId));
    } catch (Failure e) {
      // A run that ended before its cluster started has no output. Its state has the reason.
      return Optional.empty();
    }
  }

  /** Returns the job's last line if there is one, else the error that the workspace reports. */
  private static Optional<String> cause(RunOutput output) {
    return Stream.of(output.getError(), output.getErrorTrace(), output.getLogs())
        .filter(Objects::nonNull)
        .flatMap(String::lines)
        .filter(line -> line.contains(OURS))
        .map(line -> line.substring(line.indexOf(OURS) + OURS.length()).strip())
        .findFirst()
        .or(() -> Optional.ofNullable(output.getError()).filter(text -> !text.isBlank()));
  }

  private static String endOfLog(RunOutput output) {
    List<String> lines =
        Optional.ofNullable(output.getLogs())
            .or(() -> Optional.ofNullable(output.getErrorTrace()))
            .map(text -> text.strip().lines().toList())
            .orElse(List.of());
    if (lines.isEmpty()) {
      return "";
    }
    List<String> end = lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size());
    String separator = System.lineSeparator() + "  | ";
    return System.lineSeparator()
        + "The end of the driver's log:"
        + separator
        + String.join(separator, end);
  }

  private static String withoutEnd(String cause) {
    String line = cause.strip().replaceAll("\\s*\\R\\s*", ", ");
    return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
  }
}
