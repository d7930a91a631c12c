package io.quarterdeck.local.databricks.compute;

import java.util.List;

/**
 * A Databricks Runtime that local Spark 4.0 can emulate: those with Spark 4.0 and Scala 2.13.
 *
 * @param key the key, which clusters refer to
 * @param name the display name
 */
public record SparkRuntime(String key, String name) {
  private static final List<SparkRuntime> ALL =
      List.of(
          new SparkRuntime(
              "17.3.x-scala2.13", "17.3 LTS (includes Apache Spark 4.0.0, Scala 2.13)"),
          new SparkRuntime(
              "17.3.x-photon-scala2.13",
              "17.3 LTS Photon (includes Apache Spark 4.0.0, Scala 2.13)"));

  /** Returns all runtimes. */
  public static List<SparkRuntime> all() {
    return ALL;
  }
}
