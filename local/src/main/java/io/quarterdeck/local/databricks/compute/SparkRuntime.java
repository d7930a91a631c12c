package io.quarterdeck.local.databricks.compute;

import java.util.List;

/**
 * A Databricks Runtime that local Spark 4.0 can stand for: those of Spark 4.0 and Scala 2.13.
 *
 * @param key its key, as clusters name it
 * @param name its name, as people do
 */
public record SparkRuntime(String key, String name) {
  private static final List<SparkRuntime> ALL =
      List.of(
          new SparkRuntime(
              "17.3.x-scala2.13", "17.3 LTS (includes Apache Spark 4.0.0, Scala 2.13)"),
          new SparkRuntime(
              "17.3.x-photon-scala2.13",
              "17.3 LTS Photon (includes Apache Spark 4.0.0, Scala 2.13)"));

  /** All that there are. */
  public static List<SparkRuntime> all() {
    return ALL;
  }
}
