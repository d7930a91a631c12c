package io.quarterdeck.local.databricks.jobs;

import com.google.gson.JsonObject;

/**
 * A stored job.
 *
 * @param id the number of the job
 * @param createdTime the time of creation, Unix milliseconds
 * @param changedTime the time of the last change of the settings, Unix milliseconds
 * @param creator the user who created the job
 * @param settings the settings with all defaults; immutable
 */
public record Job(
    long id, long createdTime, long changedTime, String creator, JsonObject settings) {
  /** Returns the name of the identity that the runs use. */
  public String runAs() {
    return runAs(settings);
  }

  /** Returns the name of the identity in these settings. */
  public static String runAs(JsonObject settings) {
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
