package io.quarterdeck.local.databricks.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All that one attempt of a jar task is run with.
 *
 * @param mainClass the class whose {@code main} is run
 * @param parameters its arguments, with every reference resolved
 * @param jars the task's libraries, in their order, in its work folder
 * @param environment the cluster's environment variables, with every secret resolved
 * @param sparkConf the cluster's Spark settings, with every secret resolved
 * @param work a folder of its own, deleted afterwards
 * @param log where both of its streams go; there already, for the user alone
 */
public record TaskLaunch(
    String mainClass,
    List<String> parameters,
    List<Path> jars,
    Map<String, String> environment,
    Map<String, String> sparkConf,
    Path work,
    Path log) {
  public TaskLaunch {
    parameters = List.copyOf(parameters);
    jars = List.copyOf(jars);
    environment = Map.copyOf(environment);
    sparkConf = Map.copyOf(sparkConf);
  }

  /** Without what may be secret. */
  @Override
  public String toString() {
    return "TaskLaunch[mainClass=" + mainClass + ", jars=" + jars + ", work=" + work + "]";
  }
}
