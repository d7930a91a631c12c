package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A step's line, run by bash as an agent runs it, at the project's root.
 *
 * @param exitCode its exit code
 * @param out what it printed
 * @param error what it said went wrong
 */
record StepRun(int exitCode, String out, String error) {
  private static final long LIMIT_SECONDS = 300;

  /**
   * Runs a step to its end.
   *
   * @param state where previews and outputs are kept between steps, and the command's own state
   * @param more what an agent would have in its environment besides
   */
  static StepRun of(Step step, Path state, Map<String, String> more)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(state, "out", ".txt");
    Path error = Files.createTempFile(state, "error", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", step.line().orElseThrow())
            .directory(PipelineFiles.ROOT.toFile())
            .redirectOutput(out.toFile())
            .redirectError(error.toFile());
    Map<String, String> environment = builder.environment();
    // Built by this very build: a launcher that builds would run Maven inside Maven.
    environment.put("QUARTERDECK_BUILD", "never");
    environment.put("QUARTERDECK_HOME", state.toString());
    environment.put("QUARTERDECK_PIPELINE", state.resolve("pipeline").toString());
    environment.remove("QUARTERDECK_RELEASE");
    environment.remove("TF_BUILD");
    environment.putAll(more);
    Process process = builder.start();
    assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    return new StepRun(process.exitValue(), Files.readString(out), Files.readString(error).strip());
  }
}
