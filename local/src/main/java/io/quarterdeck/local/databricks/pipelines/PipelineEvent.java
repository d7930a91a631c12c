package io.quarterdeck.local.databricks.pipelines;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

/**
 * Events of the type {@code update_progress}, which each change of the state of an update produces.
 * Source: Databricks, "Pipeline event log schema".
 */
final class PipelineEvent {
  private static final String ORIGIN = "origin";

  private PipelineEvent() {}

  /**
   * Returns the event of a new state.
   *
   * @param error why the update failed; empty otherwise
   */
  static JsonObject of(PipelineUpdate update, String error, Instant time) {
    JsonObject origin = new JsonObject();
    origin.addProperty("pipeline_id", update.pipelineId());
    origin.addProperty("pipeline_name", update.spec().get("name").getAsString());
    origin.addProperty("update_id", update.id());
    JsonObject event = new JsonObject();
    event.addProperty("id", UUID.randomUUID().toString());
    event.addProperty("event_type", "update_progress");
    event.addProperty("level", update.state() == UpdateState.FAILED ? "ERROR" : "INFO");
    event.addProperty("maturity_level", "STABLE");
    event.addProperty("message", message(update));
    event.addProperty("timestamp", time.truncatedTo(ChronoUnit.MILLIS).toString());
    event.add(ORIGIN, origin);
    if (!error.isEmpty()) {
      event.add("error", error(error));
    }
    return event;
  }

  private static String message(PipelineUpdate update) {
    String id = update.id().substring(0, update.id().indexOf('-'));
    return "Update %s is %s.".formatted(id, update.state().name().toLowerCase(Locale.ROOT));
  }

  private static JsonObject error(String text) {
    JsonObject exception = new JsonObject();
    exception.addProperty("message", text);
    JsonArray exceptions = new JsonArray();
    exceptions.add(exception);
    JsonObject error = new JsonObject();
    error.addProperty("fatal", true);
    error.add("exceptions", exceptions);
    return error;
  }

  static String level(JsonObject event) {
    return event.get("level").getAsString();
  }

  /** Returns the id of the pipeline of an event. */
  static String pipeline(JsonObject event) {
    return event.getAsJsonObject(ORIGIN).get("pipeline_id").getAsString();
  }
}
