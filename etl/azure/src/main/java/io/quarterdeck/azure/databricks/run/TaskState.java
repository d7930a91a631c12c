package io.quarterdeck.azure.databricks.run;

import com.databricks.sdk.service.jobs.RunLifeCycleState;
import com.databricks.sdk.service.jobs.RunResultState;
import com.databricks.sdk.service.jobs.RunState;
import java.util.Locale;
import java.util.Optional;

/**
 * The state of a run or a task.
 *
 * @param stage the stage
 * @param words the name of the state, such as {@code running}, {@code failed} or {@code timed out}
 * @param message the message of the workspace, if any
 */
public record TaskState(Stage stage, String words, Optional<String> message) {
  /** The stage of a run or a task. */
  public enum Stage {
    WAITING,
    RUNNING,
    SUCCEEDED,
    /** It failed or exceeded a limit. */
    FAILED,
    /** It did not run because of another task or a limit. */
    SKIPPED,
    CANCELLED;

    /** Returns whether the stage is final. */
    public boolean isEnd() {
      return switch (this) {
        case WAITING, RUNNING -> false;
        case SUCCEEDED, FAILED, SKIPPED, CANCELLED -> true;
      };
    }
  }

  static TaskState of(RunState state) {
    Optional<String> message =
        Optional.ofNullable(state.getStateMessage()).filter(text -> !text.isBlank());
    if (state.getResultState() != null && isOver(state.getLifeCycleState())) {
      return new TaskState(result(state.getResultState()), words(state.getResultState()), message);
    }
    return new TaskState(
        stage(state.getLifeCycleState()), words(state.getLifeCycleState()), message);
  }

  private static boolean isOver(RunLifeCycleState state) {
    return stage(state).isEnd();
  }

  private static Stage stage(RunLifeCycleState state) {
    return switch (state) {
      case BLOCKED, PENDING, QUEUED, WAITING_FOR_RETRY -> Stage.WAITING;
      case RUNNING, TERMINATING -> Stage.RUNNING;
      case SKIPPED -> Stage.SKIPPED;
      case INTERNAL_ERROR, TERMINATED -> Stage.FAILED;
    };
  }

  private static Stage result(RunResultState state) {
    return switch (state) {
      case SUCCESS, SUCCESS_WITH_FAILURES -> Stage.SUCCEEDED;
      case FAILED, TIMEDOUT, MAXIMUM_CONCURRENT_RUNS_REACHED -> Stage.FAILED;
      case UPSTREAM_FAILED, UPSTREAM_CANCELED, EXCLUDED, DISABLED -> Stage.SKIPPED;
      case CANCELED -> Stage.CANCELLED;
    };
  }

  private static String words(Enum<?> state) {
    if (state == RunResultState.TIMEDOUT) {
      return "timed out";
    }
    return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
