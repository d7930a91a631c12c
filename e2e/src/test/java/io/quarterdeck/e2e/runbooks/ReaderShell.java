package io.quarterdeck.e2e.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Runs commands as a reader of the pages does: without the variables of this build and without
 * input. Both output streams of a command are in one file, which the next command overwrites.
 *
 * @param output the file
 * @param limit the time in which each command must end
 * @param variables variables that the commands have in addition
 */
record ReaderShell(Path output, Duration limit, Map<String, String> variables) {
  private static final int LAST_LINES = 60;

  /** Runs a command and returns its exit code. */
  int run(Path where, String... words) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("QUARTERDECK_"));
    builder.environment().remove("MAVEN_OPTS");
    builder.environment().putAll(variables);
    Process process = builder.start();
    assertThat(process.waitFor(limit.toSeconds(), TimeUnit.SECONDS))
        .as(String.join(" ", words))
        .isTrue();
    return process.exitValue();
  }

  /** Returns the output of the last command. */
  String text() throws IOException {
    return Files.readString(output);
  }

  List<String> lines() throws IOException {
    return Files.readAllLines(output);
  }

  /** Returns the last lines of the output. */
  String tail() throws IOException {
    List<String> lines = lines();
    return lines.stream()
        .skip(Math.max(0, lines.size() - LAST_LINES))
        .collect(Collectors.joining("\n"));
  }
}
