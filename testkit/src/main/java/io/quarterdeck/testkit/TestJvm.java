package io.quarterdeck.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The command that starts a JVM for a test. Stateless. */
public final class TestJvm {
  /**
   * A short-lived process costs about half the processor time without the second compiler and
   * without the threads of the default collector.
   */
  private static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  private TestJvm() {}

  /** Returns the program {@code java} of this JVM, and the options of a short-lived process. */
  public static List<String> command() {
    return Stream.concat(
            Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
            OPTIONS.stream())
        .toList();
  }
}
