package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The result of a step's line, run by bash as on an agent.
 *
 * @param line the line
 * @param exitCode the exit code
 * @param out the standard output
 * @param error the error output
 */
record StepRun(String line, int exitCode, String out, String error) {
  private static final long LIMIT_SECONDS = 900;

  /**
   * Runs a step to its end in the root folder of the project.
   *
   * @param state stores previews and outputs between steps, and the state of commands
   * @param more additional environment variables of an agent
   */
  static StepRun of(PipelineStep step, Path state, Map<String, String> more)
      throws IOException, InterruptedException {
    String line = step.line().orElseThrow();
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", line).directory(PipelineFiles.ROOT.toFile());
    Map<String, String> environment = builder.environment();
    environment.put("QUARTERDECK_HOME", state.toString());
    environment.put("QUARTERDECK_PIPELINE", state.resolve("pipeline").toString());
    environment.remove("QUARTERDECK_RELEASE");
    environment.remove("TF_BUILD");
    environment.putAll(more);
    return of(line, builder, state);
  }

  /** Runs a line to its end. The folder stores its output while it runs. */
  static StepRun of(String line, ProcessBuilder builder, Path folder)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path error = Files.createTempFile(folder, "error", ".txt");
    // This build has built the classes. A launcher that builds would run Maven inside Maven.
    builder.environment().put("QUARTERDECK_BUILD", "never");
    Process process = builder.redirectOutput(out.toFile()).redirectError(error.toFile()).start();
    process.getOutputStream().close();
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as(line).isTrue();
    return new StepRun(
        line, process.exitValue(), Files.readString(out), Files.readString(error).strip());
  }

  boolean succeeded() {
    return exitCode == 0;
  }
}
