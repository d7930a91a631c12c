package io.quarterdeck.local.engine;

import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs the program in its own JVM. As with the real engine, environment variables contain the
 * address of the engine.
 *
 * @param root the project folder
 * @param stack the name of the stack
 * @param log the file for its output
 */
record ProgramProcess(Path root, String stack, Path log) {
  private static final String MAIN_CLASS = "io.quarterdeck.infra.App";

  /** JVM options for a program that runs for seconds. */
  private static final List<String> JAVA_OPTIONS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  /**
   * Runs the program to its end.
   *
   * @param port the port of the monitor and the engine on 127.0.0.1
   * @return the exit code
   */
  int run(ProgramSettings settings, int port) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    builder.command().addAll(JAVA_OPTIONS);
    builder
        .command()
        .add("-Djava.util.logging.config.file=" + root.resolve("infra/logging.properties"));
    builder.command().add(MAIN_CLASS);
    String address = Ports.LOOPBACK + ":" + port;
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder
        .environment()
        .putAll(
            Map.of(
                "PULUMI_MONITOR",
                address,
                "PULUMI_ENGINE",
                address,
                "PULUMI_PROJECT",
                settings.project(),
                "PULUMI_STACK",
                stack,
                "PULUMI_ORGANIZATION",
                "organization",
                "PULUMI_ROOT_DIRECTORY",
                root.toString(),
                "PULUMI_DRY_RUN",
                "false",
                "PULUMI_CONFIG",
                settings.json(),
                "PULUMI_CONFIG_SECRET_KEYS",
                settings.secretKeysJson()));
    builder.redirectErrorStream(true).redirectOutput(log.toFile()).directory(root.toFile());
    Process process = builder.start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure(
          "Cannot run the Pulumi program: interrupted; expected to run to the end. Run this again.",
          e);
    } finally {
      process.destroy();
    }
  }
}
