package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A step's line, run by bash as an agent runs it.
 *
 * @param line the line
 * @param exitCode its exit code
 * @param out what it printed
 * @param error what it said went wrong
 */
record StepRun(String line, int exitCode, String out, String error) {
  private static final long LIMIT_SECONDS = 300;

  /**
   * Runs a step to its end, at the project's root.
   *
   * @param state where previews and outputs are kept between steps, and the command's own state
   * @param more what an agent would have in its environment besides
   */
  static StepRun of(Step step, Path state, Map<String, String> more)
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

  /** Runs a line to its end; what it prints is kept in a folder until then. */
  static StepRun of(String line, ProcessBuilder builder, Path folder)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path error = Files.createTempFile(folder, "error", ".txt");
    // Built by this very build: a launcher that builds would run Maven inside Maven.
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
