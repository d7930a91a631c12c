package io.quarterdeck.azure.outputs;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The Pulumi CLI on this machine.
 *
 * @param program the name of the program on the PATH, or its path
 * @param project the folder that contains Pulumi.yaml
 * @param environment additional environment variables
 * @param deadline the maximum run time
 */
record PulumiCli(String program, Path project, Map<String, String> environment, Duration deadline) {
  PulumiCli(String program, Path project, Map<String, String> environment) {
    this(program, project, environment, Duration.ofSeconds(60));
  }

  /**
   * Returns the output of {@code pulumi stack output --json}.
   *
   * @throws Failure if the CLI is missing, fails, or exceeds the deadline
   */
  byte[] outputs(String stack) {
    try {
      Path folder = Files.createTempDirectory("quarterdeck-outputs");
      Path out = folder.resolve("out");
      Path error = folder.resolve("error");
      try {
        run(stack, out, error);
        return Files.readAllBytes(out);
      } finally {
        Files.deleteIfExists(out);
        Files.deleteIfExists(error);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw failure(
          stack,
          e.toString(),
          "a temporary folder",
          "Free disk space, or correct the folder's permissions",
          e);
    }
  }

  /** Redirects the streams to files, so that the process cannot block on a full pipe. */
  private void run(String stack, Path out, Path error) throws IOException {
    Process process = start(stack, out, error);
    try {
      if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failure(
            stack,
            "pulumi stack output --stack "
                + stack
                + " did not end within "
                + deadline.toSeconds()
                + " s",
            "an answer from the state's backend",
            "Check that the backend of pulumi whoami --verbose can be reached, or give the outputs"
                + " as a file with --outputs FILE",
            null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(stack, "it was interrupted", "the outputs", "Run this again", e);
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw failure(
          stack,
          Files.readString(error, StandardCharsets.UTF_8).strip().replaceAll("\\s*\\R\\s*", "; "),
          "the outputs from pulumi stack output --stack " + stack,
          "Correct what it says (pulumi login, pulumi stack ls), or give the outputs as a file with"
              + " --outputs FILE",
          null);
    }
  }

  private Process start(String stack, Path out, Path error) {
    ProcessBuilder builder =
        new ProcessBuilder(
                program, "stack", "output", "--json", "--non-interactive", "--stack", stack)
            .directory(project.toFile())
            .redirectOutput(out.toFile())
            .redirectError(error.toFile());
    builder.environment().putIfAbsent("PULUMI_SKIP_UPDATE_CHECK", "true");
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw failure(
          stack,
          "there is no program " + program + " on the PATH",
          "the Pulumi CLI",
          "Install it, or give the outputs as a file with --outputs FILE (or QUARTERDECK_OUTPUTS),"
              + " made with pulumi stack output --stack "
              + stack
              + " --json where there is one",
          e);
    }
  }

  private static Failure failure(
      String stack, String found, String expected, String advice, Throwable cause) {
    return Failure.causedBy(
        cause,
        "Cannot read the outputs of the stack %s: %s; expected %s. %s.",
        stack,
        found,
        expected,
        advice);
  }
}
