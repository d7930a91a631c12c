package io.quarterdeck.e2e.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a script or a command and collects its output. */
final class Script {
  private Script() {}

  /**
   * Runs it to its end.
   *
   * @param folder the working folder
   * @param scratch stores the output while it runs
   */
  static StepRun run(
      Path folder, Path scratch, Map<String, String> environment, Object... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    for (Object word : arguments) {
      command.add(word.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().remove("TF_BUILD");
    builder.environment().remove("QUARTERDECK_RELEASE");
    builder.environment().putAll(environment);
    return StepRun.of(String.join(" ", command), builder, scratch);
  }
}
