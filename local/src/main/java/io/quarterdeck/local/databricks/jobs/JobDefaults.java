package io.quarterdeck.local.databricks.jobs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** The defaults that Databricks adds to the settings of a job, and returns when the job is read. */
final class JobDefaults {
  private JobDefaults() {}

  /**
   * Returns the settings with defaults.
   *
   * @param runAs the identity of the runs, if the settings name none
   */
  static JsonObject filled(JsonObject given, JsonObject runAs) {
    JsonObject settings = given.deepCopy();
    fill(settings, "email_notifications", new JsonObject());
    fill(settings, "webhook_notifications", new JsonObject());
    fill(settings, "timeout_seconds", new JsonPrimitive(0));
    fill(settings, "max_concurrent_runs", new JsonPrimitive(1));
    fill(settings, "format", new JsonPrimitive("MULTI_TASK"));
    fill(settings, "run_as", runAs);
    if (settings.has("schedule")) {
      fill(settings.getAsJsonObject("schedule"), "pause_status", new JsonPrimitive("UNPAUSED"));
    }
    for (JsonObject task : JobRules.objects(settings, "tasks")) {
      fill(task, "run_if", new JsonPrimitive("ALL_SUCCESS"));
      fill(task, "timeout_seconds", new JsonPrimitive(0));
      fill(task, "email_notifications", new JsonObject());
      fill(task, "webhook_notifications", new JsonObject());
      JsonObject jar = task.getAsJsonObject("spark_jar_task");
      fill(jar, "jar_uri", new JsonPrimitive(""));
      fill(jar, "run_as_repl", new JsonPrimitive(true));
    }
    for (JsonObject cluster : JobRules.objects(settings, "job_clusters")) {
      fillCluster(cluster.getAsJsonObject("new_cluster"));
    }
    return settings;
  }

  private static void fillCluster(JsonObject cluster) {
    JsonObject azure = new JsonObject();
    fill(cluster, "azure_attributes", azure);
    JsonObject attributes = cluster.getAsJsonObject("azure_attributes");
    fill(attributes, "availability", new JsonPrimitive("ON_DEMAND_AZURE"));
    fill(attributes, "first_on_demand", new JsonPrimitive(1));
    fill(attributes, "spot_bid_max_price", new JsonPrimitive(-1.0));
    fill(cluster, "enable_elastic_disk", new JsonPrimitive(true));
    fill(cluster, "data_security_mode", new JsonPrimitive("SINGLE_USER"));
    fill(cluster, "runtime_engine", new JsonPrimitive("STANDARD"));
  }

  private static void fill(JsonObject object, String field, JsonElement value) {
    if (!object.has(field)) {
      object.add(field, value);
    }
  }
}
