package io.quarterdeck.local.databricks.pipelines;

import com.google.gson.JsonObject;

/**
 * An update of a pipeline.
 *
 * @param id its id, a UUID
 * @param pipelineId the id of its pipeline
 * @param created when it was started, in milliseconds since 1970
 * @param cause the cause that the caller named
 * @param spec the definition of the pipeline when the update started, as the API shows it
 */
record PipelineUpdate(
    String id, String pipelineId, long created, String cause, JsonObject spec, UpdateState state) {
  static PipelineUpdate of(JsonObject json) {
    return new PipelineUpdate(
        json.get("update_id").getAsString(),
        json.get("pipeline_id").getAsString(),
        json.get("creation_time").getAsLong(),
        json.get("cause").getAsString(),
        json.getAsJsonObject("config"),
        UpdateState.valueOf(json.get("state").getAsString()));
  }

  /** Returns the update as the API shows it, which is also how it is stored. */
  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("update_id", id);
    json.addProperty("pipeline_id", pipelineId);
    json.addProperty("cause", cause);
    json.addProperty("creation_time", created);
    json.addProperty("state", state.name());
    json.addProperty("full_refresh", false);
    json.addProperty("validate_only", false);
    json.add("config", spec.deepCopy());
    return json;
  }

  PipelineUpdate with(UpdateState next) {
    return new PipelineUpdate(id, pipelineId, created, cause, spec, next);
  }
}
