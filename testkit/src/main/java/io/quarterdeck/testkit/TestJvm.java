package io.quarterdeck.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The command that starts a JVM for a test. Stateless. */
public final class TestJvm {
  /**
   * Without the second compiler and the threads of the default garbage collector, a short process
   * needs about half the processor time.
   */
  private static final List<String> OPTIONS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  private TestJvm() {}

  /** Returns the program {@code java} of this JVM, and the options of a short process. */
  public static List<String> command() {
    return Stream.concat(
            Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
            OPTIONS.stream())
        .toList();
  }
}
