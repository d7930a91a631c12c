package io.quarterdeck.local.databricks.runs;

import com.google.gson.JsonObject;
import java.util.Optional;

/**
 * The status of a run or of a task.
 *
 * @param lifeCycle {@code state.life_cycle_state}, the older field
 * @param state {@code status.state}, the newer field
 * @param message a message for users
 * @param outcome the result, after the end
 */
record RunStatus(String lifeCycle, String state, String message, Optional<RunEnd> outcome) {
  static final RunStatus PENDING = active("PENDING", "PENDING", "Waiting for cluster");
  static final RunStatus RUNNING = active("RUNNING", "RUNNING", "In run");
  static final RunStatus BLOCKED = active("BLOCKED", "BLOCKED", "");
  static final RunStatus WAITING = active("WAITING_FOR_RETRY", "WAITING", "Waiting for retry");
  static final RunStatus TERMINATING = active("TERMINATING", "TERMINATING", "Terminating");

  /**
   * Returns the status of a run that waits for other runs of its job.
   *
   * @param most the maximum number of concurrent runs
   */
  static RunStatus queued(long most) {
    return active(
        "QUEUED", "QUEUED", "Queued due to reaching maximum concurrent runs of " + most + ".");
  }

  private static RunStatus active(String lifeCycle, String state, String message) {
    return new RunStatus(lifeCycle, state, message, Optional.empty());
  }

  /** Writes both representations. */
  void write(JsonObject json) {
    JsonObject old = new JsonObject();
    old.addProperty("life_cycle_state", lifeCycle);
    outcome.ifPresent(end -> old.addProperty("result_state", end.result()));
    old.addProperty("state_message", message);
    boolean stopped =
        outcome.filter(end -> end == RunEnd.CANCELED || end == RunEnd.TIMED_OUT).isPresent();
    old.addProperty("user_cancelled_or_timedout", stopped);
    json.add("state", old);
    JsonObject status = new JsonObject();
    status.addProperty("state", state);
    if (state.equals("QUEUED")) {
      JsonObject queue = new JsonObject();
      queue.addProperty("code", "MAX_CONCURRENT_RUNS_REACHED");
      queue.addProperty("message", message);
      old.addProperty("queue_reason", message);
      status.add("queue_details", queue);
    }
    outcome.ifPresent(
        end -> {
          JsonObject details = new JsonObject();
          details.addProperty("code", end.code());
          details.addProperty("type", end.type());
          details.addProperty("message", message);
          status.add("termination_details", details);
        });
    json.add("status", status);
  }
}
