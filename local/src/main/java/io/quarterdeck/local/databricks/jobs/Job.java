package io.quarterdeck.local.databricks.jobs;

import com.google.gson.JsonObject;

/**
 * A job, as it is kept.
 *
 * @param id its number
 * @param createdTime when it was made, Unix milliseconds
 * @param changedTime when its settings were written last, Unix milliseconds
 * @param creator who made it
 * @param settings its settings with all defaults; never changed in place
 */
public record Job(
    long id, long createdTime, long changedTime, String creator, JsonObject settings) {
  /** The name of whom its runs act for. */
  public String runAs() {
    JsonObject runAs = settings.getAsJsonObject("run_as");
    return runAs.get(runAs.keySet().iterator().next()).getAsString();
  }

  Job with(JsonObject other, long now) {
    return new Job(id, createdTime, now, creator, other);
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("job_id", id);
    json.addProperty("creator_user_name", creator);
    json.addProperty("run_as_user_name", runAs());
    json.addProperty("created_time", createdTime);
    json.add("settings", settings.deepCopy());
    return json;
  }

  JsonObject state() {
    JsonObject state = json();
    state.addProperty("changed_time", changedTime);
    return state;
  }

  static Job of(JsonObject state) {
    return new Job(
        state.get("job_id").getAsLong(),
        state.get("created_time").getAsLong(),
        state.get("changed_time").getAsLong(),
        state.get("creator_user_name").getAsString(),
        state.getAsJsonObject("settings"));
  }
}
