package io.quarterdeck.local.databricks.runs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.files.Jars;
import io.quarterdeck.local.databricks.jobs.Reference;
import io.quarterdeck.local.databricks.jobs.SecretReference;
import io.quarterdeck.local.databricks.secrets.SecretScopes;
import io.quarterdeck.local.databricks.task.TaskLaunch;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prepares the launch of a task, as a cluster does while a run is pending.
 *
 * @param jars finds the libraries
 * @param scopes reads the secrets
 */
record TaskSetup(Jars jars, SecretScopes scopes) {
  /**
   * Returns the launch of one attempt.
   *
   * @param work the work folder of the attempt
   * @param log the log of the attempt
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

  /**
   * Copies each library, so that a library that is deleted or replaced does not affect the running
   * task.
   */
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
              RunEnd.LIBRARY_FAILED,
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
          RunEnd.CLUSTER_FAILED,
          "Cluster could not be launched: %s in %s: %s".formatted(value, field, e.getMessage()),
          e);
    }
  }
}
