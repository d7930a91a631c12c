package io.quarterdeck.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.e2e.Launcher.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The output of commands in a terminal, and without one. */
@ExtendWith(NeedsTmux.class)
class TerminalIT {
  private static final int ROWS = 400_000;
  private static final String PROGRESS = "  generate  writing rows ";

  @TempDir Path state;

  /**
   * Reads the first rows, and then nothing until the pipe {@code hold} is closed. Until then the
   * command is blocked, and its progress stays visible.
   */
  @Test
  void progressFitsEachWidthAndIsDrawnOnce() throws Exception {
    assertThat(new ProcessBuilder("mkfifo", state.resolve("hold").toString()).start().waitFor())
        .isZero();
    String script =
        quarterdeck("generate --rows " + ROWS + " --out -")
            + " | { head -c 1000000 >/dev/null; cat hold >/dev/null; cat >/dev/null; }";

    try (Tmux tmux = Tmux.run(state, 120, script)) {
      tmux.await("progress", screen -> shows(screen, 120));
      for (int columns : List.of(60, 80, 200, 120, 80, 60)) {
        tmux.resize(columns);
        tmux.await("progress alone at " + columns + " columns", screen -> shows(screen, columns));
        assertThat(progress(tmux.history())).as("at %d columns", columns).hasSize(1);
      }
      Files.writeString(state.resolve("hold"), "");
      List<String> all = tmux.awaitEnd();
      assertThat(progress(all)).as("what is left of it").isEmpty();
      assertThat(all.stream().filter(line -> !line.isEmpty() && !line.startsWith("before")))
          .containsExactly("ended");
    }
  }

  /** Returns whether the screen shows one line of progress that fits, and nothing below it. */
  private static boolean shows(List<String> screen, int columns) {
    List<String> lines = screen.stream().filter(line -> !line.startsWith("before")).toList();
    List<String> written = lines.stream().filter(line -> !line.isBlank()).toList();
    return written.size() == 1
        && written.get(0).startsWith(PROGRESS)
        && written.get(0).length() < columns
        && written.get(0).contains("/400,000 rows")
        && written.get(0).contains("rows/s") == (columns >= 80)
        && written.get(0).contains("░░░") == (columns >= 120);
  }

  private static List<String> progress(List<String> lines) {
    return lines.stream().filter(line -> line.startsWith(PROGRESS)).toList();
  }

  @Test
  void errorHasThreeLinesAndColoursUnlessNoColorIsSet() throws Exception {
    Files.writeString(state.resolve("mine.csv"), "mine");
    String generate = quarterdeck("generate --rows 1 --out mine.csv");

    try (Tmux tmux = Tmux.run(state, 60, generate + "\nNO_COLOR=1 " + generate)) {
      assertThat(tmux.awaitEnd())
          .containsSequence(
              "✗ Cannot write mine.csv (QD155)",
              "  found a file; expected none.",
              "  Name another or add --force.",
              "✗ Cannot write mine.csv (QD155)",
              "  found a file; expected none.",
              "  Name another or add --force.",
              "ended");
      assertThat(tmux.colored().stream().filter(line -> line.contains("Cannot write")))
          .satisfiesExactly(
              line -> assertThat(line).contains("\u001b[31m"),
              line -> assertThat(line).doesNotContain("\u001b[31m"));
    }
  }

  @Test
  void stepFitsTheTerminalAndALongPathIsShortenedInTheMiddle() throws Exception {
    Path folder =
        Files.createDirectories(state.resolve("a-folder/with-a-name/that-is-rather-long"));
    String file = state.relativize(folder).resolve("bank-transactions.csv").toString();

    try (Tmux tmux = Tmux.run(state, 60, quarterdeck("generate --rows 5 --out $PWD/" + file))) {
      assertThat(tmux.awaitEnd())
          .anySatisfy(
              line ->
                  assertThat(line)
                      .matches("✓ generate    5 rows in a-fold\\S*…\\S*actions.csv    \\d\\.\\d s")
                      .hasSizeLessThanOrEqualTo(60));
    }
  }

  @Test
  void withoutATerminalAStepIsOneLine() throws Exception {
    Ended ended = new Launcher(state).run("generate", "--rows", ROWS, "--out", "bank.csv");

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.error())
        .matches("✓ generate    400,000 rows in bank\\.csv    \\d+\\.\\d s")
        .doesNotContain("\u001b");
    assertThat(ended.out()).isEmpty();
  }

  /** Returns the command with which the launcher of this build runs in the state folder. */
  private String quarterdeck(String arguments) {
    return "QUARTERDECK_BUILD=never QUARTERDECK_HOME=. " + Launcher.program() + " " + arguments;
  }
}
