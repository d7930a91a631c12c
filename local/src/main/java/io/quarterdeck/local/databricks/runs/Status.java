package io.quarterdeck.local.databricks.runs;

import com.google.gson.JsonObject;
import java.util.Optional;

/**
 * Where a run or one of its tasks is.
 *
 * @param lifeCycle {@code state.life_cycle_state}, the old word
 * @param state {@code status.state}, the new word
 * @param message what there is to say
 * @param outcome how it ended, once it has
 */
record Status(String lifeCycle, String state, String message, Optional<Outcome> outcome) {
  static final Status PENDING = active("PENDING", "PENDING", "Waiting for cluster");
  static final Status RUNNING = active("RUNNING", "RUNNING", "In run");
  static final Status BLOCKED = active("BLOCKED", "BLOCKED", "");
  static final Status WAITING = active("WAITING_FOR_RETRY", "WAITING", "Waiting for retry");
  static final Status TERMINATING = active("TERMINATING", "TERMINATING", "Terminating");

  /**
   * It waits for other runs of its job.
   *
   * @param most how many may run at the same time
   */
  static Status queued(long most) {
    return active(
        "QUEUED", "QUEUED", "Queued due to reaching maximum concurrent runs of " + most + ".");
  }

  private static Status active(String lifeCycle, String state, String message) {
    return new Status(lifeCycle, state, message, Optional.empty());
  }

  /** Writes both of its forms. */
  void write(JsonObject json) {
    JsonObject old = new JsonObject();
    old.addProperty("life_cycle_state", lifeCycle);
    outcome.ifPresent(end -> old.addProperty("result_state", end.result()));
    old.addProperty("state_message", message);
    boolean stopped =
        outcome.filter(end -> end == Outcome.CANCELED || end == Outcome.TIMED_OUT).isPresent();
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
