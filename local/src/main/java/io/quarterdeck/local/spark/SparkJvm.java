package io.quarterdeck.local.spark;

import java.util.List;
import java.util.stream.Stream;

/** The options of a JVM that runs Spark. */
public final class SparkJvm {
  /** The packages that Spark needs access to on JDK 17, from Spark's own launcher. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "jdk.internal.ref",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  /** The options that open these packages; immutable. */
  static final List<String> OPENS =
      OPENED.stream().map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED").toList();

  /** All options; immutable. */
  public static final List<String> OPTIONS = options();

  private SparkJvm() {}

  private static List<String> options() {
    // A job is short and consists mostly of start-up, which the second compiler slows down.
    Stream<String> tuning =
        Stream.of("-XX:+UseParallelGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");
    return Stream.concat(tuning, OPENS.stream()).toList();
  }
}
