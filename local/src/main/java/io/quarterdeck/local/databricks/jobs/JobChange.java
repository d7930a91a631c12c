package io.quarterdeck.local.databricks.jobs;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A change of some fields of a job, as {@code jobs/update} documents it: a field replaces the
 * previous value, except that tasks and job clusters are replaced individually by their keys.
 */
final class JobChange {
  private static final Map<String, String> KEYS =
      Map.of("tasks", "task_key", "job_clusters", "job_cluster_key");

  private JobChange() {}

  static JsonObject merged(JsonObject before, JsonObject change, List<String> removed) {
    JsonObject after = before.deepCopy();
    for (String name : removed) {
      String[] parts = name.split("/", 2);
      if (parts.length == 1) {
        after.remove(name);
      } else {
        after.add(parts[0], JobRules.array(without(after, parts[0], parts[1])));
      }
    }
    for (String field : change.keySet()) {
      if (KEYS.containsKey(field)) {
        List<JsonObject> kept = new ArrayList<>(JobRules.objects(after, field));
        for (JsonObject entry : JobRules.objects(change, field)) {
          put(kept, KEYS.get(field), entry);
        }
        after.add(field, JobRules.array(kept));
      } else {
        after.add(field, change.get(field));
      }
    }
    return after;
  }

  private static void put(List<JsonObject> kept, String key, JsonObject entry) {
    for (int i = 0; i < kept.size(); i++) {
      if (kept.get(i).get(key).equals(entry.get(key))) {
        kept.set(i, entry);
        return;
      }
    }
    kept.add(entry);
  }

  private static List<JsonObject> without(JsonObject settings, String list, String key) {
    return JobRules.objects(settings, list).stream()
        .filter(entry -> !entry.get(KEYS.get(list)).getAsString().equals(key))
        .toList();
  }
}
