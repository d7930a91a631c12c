package io.quarterdeck.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GenerateCommandTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter errors = new StringWriter();

  @Test
  void writesToStandardOutput() {
    assertThat(run("--rows", "3", "--out", "-")).isZero();
    assertThat(out.toString(StandardCharsets.US_ASCII).lines()).hasSize(4);
  }

  @Test
  void writesAFile() {
    Path file = folder.resolve("x.csv");
    assertThat(run("--rows", "3", "--out", file.toString())).isZero();
    assertThat(file).exists();
  }

  @Test
  void doesNotOverwriteUnlessForced() throws IOException {
    Path file = Files.writeString(folder.resolve("x.csv"), "mine");

    assertThat(run("--rows", "3", "--out", file.toString())).isEqualTo(1);
    assertThat(errors)
        .hasToString(
            "Cannot write %s: found a file; expected none. Name another or add --force.%n"
                .formatted(file));
    assertThat(file).hasContent("mine");

    assertThat(run("--rows", "3", "--out", file.toString(), "--force")).isZero();
    assertThat(Files.readAllLines(file)).hasSize(4);
  }

  @Test
  void refusesANegativeNumberOfRows() {
    assertThat(run("--rows", "-1", "--out", "-")).isEqualTo(2);
    assertThat(errors.toString())
        .startsWith(
            "Cannot generate: found --rows -1; expected 0 to 10000000000. Name another number.");
  }

  private int run(String... arguments) {
    CommandLine line = new CommandLine(new GenerateCommand(out));
    line.setErr(new PrintWriter(errors, true));
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          command.getErr().println(failure.getMessage());
          return 1;
        });
    return line.execute(arguments);
  }
}
