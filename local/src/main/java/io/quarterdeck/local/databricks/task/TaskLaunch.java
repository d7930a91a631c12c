package io.quarterdeck.local.databricks.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The launch of one attempt at a jar task.
 *
 * @param mainClass the class whose {@code main} is called
 * @param parameters the arguments, with all references resolved
 * @param jars the libraries of the task in their order, in the work folder
 * @param environment the environment variables of the cluster, with all secrets resolved
 * @param sparkConf the Spark settings of the cluster, with all secrets resolved
 * @param locations the external locations, with the rights of the run's identity in them
 * @param credentials the service credentials that the run's identity may use
 * @param work the work folder of the attempt, which is deleted afterwards
 * @param log the file for both output streams; exists already, readable only by the user
 */
public record TaskLaunch(
    String mainClass,
    List<String> parameters,
    List<Path> jars,
    Map<String, String> environment,
    Map<String, String> sparkConf,
    List<LocationAccess> locations,
    List<ServiceCredential> credentials,
    Path work,
    Path log) {
  public TaskLaunch {
    parameters = List.copyOf(parameters);
    jars = List.copyOf(jars);
    environment = Map.copyOf(environment);
    sparkConf = Map.copyOf(sparkConf);
    locations = List.copyOf(locations);
    credentials = List.copyOf(credentials);
  }

  /** Omits values that may be secret. */
  @Override
  public String toString() {
    return "TaskLaunch[mainClass=" + mainClass + ", jars=" + jars + ", work=" + work + "]";
  }
}
