package io.quarterdeck.local.databricks.jobs;

import com.google.gson.JsonObject;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * A stored job.
 *
 * @param id the number of the job
 * @param createdTime the time of creation, Unix milliseconds
 * @param changedTime the time of the last change of the settings, Unix milliseconds
 * @param creator the user who created the job
 * @param settings the settings with all defaults; immutable
 * @param granted the permissions of members, by their names in any case
 */
public record Job(
    long id,
    long createdTime,
    long changedTime,
    String creator,
    JsonObject settings,
    Map<String, JobPermission> granted) {
  private static final String GRANTED = "granted";

  /** Creates a job. */
  public Job {
    Map<String, JobPermission> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(granted);
    granted = Collections.unmodifiableMap(copy);
  }

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
    return new Job(id, createdTime, now, creator, other, granted);
  }

  /** Returns a copy with further permissions. */
  Job with(Map<String, JobPermission> more) {
    Map<String, JobPermission> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(granted);
    all.putAll(more);
    return new Job(id, createdTime, changedTime, creator, settings, all);
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
    JsonObject permissions = new JsonObject();
    granted.forEach((name, permission) -> permissions.addProperty(name, permission.name()));
    state.add(GRANTED, permissions);
    return state;
  }

  static Job of(JsonObject state) {
    Map<String, JobPermission> granted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    // An earlier version stored no permissions.
    if (state.has(GRANTED)) {
      state
          .getAsJsonObject(GRANTED)
          .entrySet()
          .forEach(
              each ->
                  granted.put(each.getKey(), JobPermission.valueOf(each.getValue().getAsString())));
    }
    return new Job(
        state.get("job_id").getAsLong(),
        state.get("created_time").getAsLong(),
        state.get("changed_time").getAsLong(),
        state.get("creator_user_name").getAsString(),
        state.getAsJsonObject("settings"),
        granted);
  }
}
