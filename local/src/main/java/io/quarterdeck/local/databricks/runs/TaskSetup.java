package io.quarterdeck.local.databricks.runs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.files.Jars;
import io.quarterdeck.local.databricks.jobs.Reference;
import io.quarterdeck.local.databricks.jobs.SecretReference;
import io.quarterdeck.local.databricks.secrets.Scopes;
import io.quarterdeck.local.databricks.task.TaskLaunch;
import io.quarterdeck.local.databricks.wire.ApiError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes all that a task is started with: what a cluster does while a run is pending.
 *
 * @param jars where libraries are found
 * @param scopes where secrets are read
 */
record TaskSetup(Jars jars, Scopes scopes) {
  /**
   * The launch of one attempt.
   *
   * @param work its own folder
   * @param log its log
   */
  TaskLaunch launch(Attempt attempt, DynamicValues values, Path work, Path log)
      throws SetupFailure, IOException {
    JsonObject task = attempt.json();
    JsonObject cluster = cluster(attempt);
    JsonObject jar = task.getAsJsonObject("spark_jar_task");
    List<String> parameters = new ArrayList<>();
    if (jar.has("parameters")) {
      for (JsonElement parameter : jar.getAsJsonArray("parameters")) {
        parameters.add(Reference.resolve(parameter.getAsString(), values::value));
      }
    }
    return new TaskLaunch(
        jar.get("main_class_name").getAsString(),
        parameters,
        libraries(task, work),
        resolved(cluster, "spark_env_vars"),
        resolved(cluster, "spark_conf"),
        work,
        log);
  }

  private static JsonObject cluster(Attempt attempt) {
    JsonElement key = attempt.json().get("job_cluster_key");
    for (JsonElement element : attempt.run().settings().getAsJsonArray("job_clusters")) {
      JsonObject cluster = element.getAsJsonObject();
      if (cluster.get("job_cluster_key").equals(key)) {
        return cluster.getAsJsonObject("new_cluster");
      }
    }
    throw new IllegalStateException("no cluster " + key);
  }

  /** A copy of each: one that is deleted or replaced does not pull the rug from under the task. */
  private List<Path> libraries(JsonObject task, Path work) throws SetupFailure, IOException {
    List<Path> copies = new ArrayList<>();
    if (task.has("libraries")) {
      for (JsonElement library : task.getAsJsonArray("libraries")) {
        String uri = library.getAsJsonObject().get("jar").getAsString();
        try {
          Path copy = work.resolve(copies.size() + ".jar");
          Files.copy(jars.find(uri), copy);
          copies.add(copy);
        } catch (ApiError e) {
          throw new SetupFailure(
              Outcome.LIBRARY_FAILED,
              "Library installation failed for library due to user error for jar: \""
                  + uri
                  + "\". Error messages: "
                  + e.getMessage(),
              e);
        }
      }
    }
    return copies;
  }

  private Map<String, String> resolved(JsonObject cluster, String field)
      throws SetupFailure, IOException {
    Map<String, String> values = new LinkedHashMap<>();
    if (cluster.has(field)) {
      for (Map.Entry<String, JsonElement> entry : cluster.getAsJsonObject(field).entrySet()) {
        values.put(entry.getKey(), resolved(field, entry.getValue().getAsString()));
      }
    }
    return values;
  }

  private String resolved(String field, String value) throws SetupFailure, IOException {
    Optional<SecretReference> secret = SecretReference.of(value);
    if (secret.isEmpty()) {
      return value;
    }
    try {
      return scopes.value(secret.get().scope(), secret.get().key());
    } catch (ApiError e) {
      throw new SetupFailure(
          Outcome.CLUSTER_FAILED,
          "Cluster could not be launched: %s in %s: %s".formatted(value, field, e.getMessage()),
          e);
    }
  }
}
