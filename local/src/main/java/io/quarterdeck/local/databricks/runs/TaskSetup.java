package io.quarterdeck.local.databricks.runs;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.files.LibraryCopies;
import io.quarterdeck.local.databricks.jobs.Job;
import io.quarterdeck.local.databricks.jobs.Reference;
import io.quarterdeck.local.databricks.jobs.SecretReference;
import io.quarterdeck.local.databricks.secrets.ReadableSecrets;
import io.quarterdeck.local.databricks.task.TaskLaunch;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prepares the launch of a task, as a cluster does while a run is pending. The identity of the run
 * creates the cluster and reads the libraries and the secrets.
 *
 * @param libraries copies the libraries
 * @param secrets reads the secrets
 */
record TaskSetup(LibraryCopies libraries, ReadableSecrets secrets) {
  /**
   * Returns the launch of one attempt.
   *
   * @param work the work folder of the attempt
   * @param log the log of the attempt
   */
  TaskLaunch launch(Attempt attempt, DynamicValues values, Path work, Path log)
      throws SetupFailure, IOException {
    JsonObject task = attempt.json();
    String user = Job.runAs(attempt.run().settings());
    checkCluster(user);
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
        libraries(user, task, work),
        resolved(user, cluster, "spark_env_vars"),
        resolved(user, cluster, "spark_conf"),
        libraries.catalog().locations(user),
        libraries.catalog().serviceCredentials(user),
        work,
        log);
  }

  /** Databricks checks this when the run starts, and not when the job is created. */
  private void checkCluster(String user) throws SetupFailure {
    try {
      libraries.catalog().members().requireClusters(user);
    } catch (ApiError e) {
      throw new SetupFailure(
          RunEnd.CLUSTER_FAILED,
          "Unexpected user error while preparing the cluster for the job. Cause: PERMISSION_DENIED: "
              + e.getMessage(),
          e);
    }
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

  private List<Path> libraries(String user, JsonObject task, Path work)
      throws SetupFailure, IOException {
    List<Path> copies = new ArrayList<>();
    if (task.has("libraries")) {
      for (JsonElement library : task.getAsJsonArray("libraries")) {
        String uri = library.getAsJsonObject().get("jar").getAsString();
        try {
          copies.add(libraries.copy(user, uri, work.resolve(copies.size() + ".jar")));
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

  private Map<String, String> resolved(String user, JsonObject cluster, String field)
      throws SetupFailure, IOException {
    Map<String, String> values = new LinkedHashMap<>();
    if (cluster.has(field)) {
      for (Map.Entry<String, JsonElement> entry : cluster.getAsJsonObject(field).entrySet()) {
        values.put(entry.getKey(), resolved(user, field, entry.getValue().getAsString()));
      }
    }
    return values;
  }

  private String resolved(String user, String field, String value)
      throws SetupFailure, IOException {
    Optional<SecretReference> secret = SecretReference.of(value);
    if (secret.isEmpty()) {
      return value;
    }
    try {
      return secrets.value(user, secret.get().scope(), secret.get().key());
    } catch (ApiError e) {
      throw new SetupFailure(
          RunEnd.CLUSTER_FAILED,
          "Cluster could not be launched: %s in %s: %s".formatted(value, field, e.getMessage()),
          e);
    }
  }
}
