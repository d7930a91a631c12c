package io.quarterdeck.e2e.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A script or command, run for what it prints. */
final class Script {
  private Script() {}

  /**
   * Runs it to its end.
   *
   * @param folder where it runs
   * @param scratch where what it prints is kept meanwhile
   */
  static StepRun run(Path folder, Path scratch, Map<String, String> environment, Object... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    for (Object word : words) {
      command.add(word.toString());
    }
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().remove("TF_BUILD");
    builder.environment().remove("QUARTERDECK_RELEASE");
    builder.environment().putAll(environment);
    return StepRun.of(String.join(" ", command), builder, scratch);
  }
}
