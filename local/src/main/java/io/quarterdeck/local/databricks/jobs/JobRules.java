package io.quarterdeck.local.databricks.jobs;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.http.ApiError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules between the fields of a job. {@link JobShape} has already checked each field. */
final class JobRules {
  private JobRules() {}

  /** Refuses a job that Databricks could not run. */
  static void check(JsonObject settings) {
    Set<String> clusters = keys(settings, "job_clusters", "job_cluster_key");
    Set<String> tasks = keys(settings, "tasks", "task_key");
    Set<String> parameters = keys(settings, "parameters", "name");
    if (tasks.isEmpty()) {
      throw refusal("no task", "at least one");
    }
    for (JsonObject task : objects(settings, "tasks")) {
      String cluster = task.get("job_cluster_key").getAsString();
      if (!clusters.contains(cluster)) {
        throw refusal("job_cluster_key '" + cluster + "'", "one of " + clusters);
      }
      for (JsonObject dependency : objects(task, "depends_on")) {
        String key = dependency.get("task_key").getAsString();
        if (!tasks.contains(key)) {
          throw refusal("a dependency on task '" + key + "'", "one of " + tasks);
        }
      }
      JsonObject jar = task.getAsJsonObject("spark_jar_task");
      if (jar.has("parameters")) {
        for (JsonElement parameter : jar.getAsJsonArray("parameters")) {
          Reference.check(parameter.getAsString(), parameters::contains);
        }
      }
    }
    checkOrder(settings);
    objects(settings, "job_clusters")
        .forEach(cluster -> checkSize(cluster.getAsJsonObject("new_cluster")));
    if (settings.has("run_as") && settings.getAsJsonObject("run_as").size() != 1) {
      throw refusal(
          "run_as " + settings.get("run_as"), "either user_name or service_principal_name");
    }
  }

  /** Returns the objects of a list; empty if the list does not exist. */
  static List<JsonObject> objects(JsonObject object, String list) {
    List<JsonObject> objects = new ArrayList<>();
    if (object.has(list)) {
      object.getAsJsonArray(list).forEach(element -> objects.add(element.getAsJsonObject()));
    }
    return objects;
  }

  private static Set<String> keys(JsonObject settings, String list, String field) {
    Set<String> keys = new HashSet<>();
    for (JsonObject object : objects(settings, list)) {
      String key = object.get(field).getAsString();
      if (!keys.add(key)) {
        throw refusal(list + " with '" + key + "' twice", "each once");
      }
    }
    return keys;
  }

  private static void checkOrder(JsonObject settings) {
    Map<String, Set<String>> open = new HashMap<>();
    for (JsonObject task : objects(settings, "tasks")) {
      Set<String> before = new HashSet<>();
      objects(task, "depends_on").forEach(d -> before.add(d.get("task_key").getAsString()));
      open.put(task.get("task_key").getAsString(), before);
    }
    while (!open.isEmpty()) {
      Set<String> free = new HashSet<>();
      open.forEach(
          (key, before) -> {
            if (before.stream().noneMatch(open::containsKey)) {
              free.add(key);
            }
          });
      if (free.isEmpty()) {
        throw refusal("tasks that wait for each other: " + open.keySet(), "no cycle");
      }
      open.keySet().removeAll(free);
    }
  }

  private static void checkSize(JsonObject cluster) {
    if (cluster.has("num_workers") == cluster.has("autoscale")) {
      throw refusal("num_workers and autoscale both or neither", "one of them");
    }
    boolean none = cluster.has("num_workers") && cluster.get("num_workers").getAsInt() == 0;
    boolean single = cluster.has("is_single_node") && cluster.get("is_single_node").getAsBoolean();
    JsonObject conf =
        cluster.has("spark_conf") ? cluster.getAsJsonObject("spark_conf") : new JsonObject();
    boolean profile =
        conf.has("spark.databricks.cluster.profile")
            && conf.get("spark.databricks.cluster.profile").getAsString().equals("singleNode");
    if (none && !single && !profile) {
      throw refusal(
          "a cluster without workers",
          "is_single_node, or spark.databricks.cluster.profile singleNode");
    }
    if (cluster.has("is_single_node") && !cluster.has("kind")) {
      throw refusal("is_single_node without kind", "kind CLASSIC_PREVIEW with it");
    }
  }

  static JsonArray array(List<JsonObject> objects) {
    JsonArray array = new JsonArray();
    objects.forEach(array::add);
    return array;
  }

  private static ApiError refusal(String found, String expected) {
    return DatabricksErrors.invalid(
        "Cannot accept the job: found " + found + "; expected " + expected + ".");
  }
}
