package io.quarterdeck.e2e.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the commands of CONTRIBUTING.md, "From a clone to a green change", in a fresh clone, and
 * makes the change that the section describes. The file {@code e2e/target/contributing.txt} lists
 * the seconds of each command. It compiles the modules several times, so it runs at night.
 */
@Tag("nightly")
class ContributingIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path TIMES = ROOT.resolve("e2e/target/contributing.txt");
  private static final String CHANGE = "# Change the code and its tests.";
  private static final Duration LIMIT = Duration.ofMinutes(30);

  /** The name that Git needs for a commit. */
  private static final Map<String, String> PERSON =
      Map.of(
          "GIT_AUTHOR_NAME", "A reader",
          "GIT_AUTHOR_EMAIL", "reader@example.com",
          "GIT_COMMITTER_NAME", "A reader",
          "GIT_COMMITTER_EMAIL", "reader@example.com");

  /** The command that shows the message which the section changes. */
  private static final String REFUSED = "./quarterdeck check ";

  @TempDir Path folder;

  @Test
  void theCommandsOfThePageLeadToACommittedChangeThatPassesTheChecks() throws Exception {
    Path clone = folder.resolve("quarterdeck");
    List<String> times = new ArrayList<>();
    double total = 0;
    for (PageLine line : lines()) {
      long began = System.nanoTime();
      run(line.text(), clone);
      double seconds = (System.nanoTime() - began) / 1e9;
      total += seconds;
      times.add(String.format(Locale.ROOT, "%6.1f s  %s", seconds, line.text()));
    }
    times.add(String.format(Locale.ROOT, "%6.1f s  in total", total));
    Files.write(TIMES, times);

    assertThat(output(clone, 0, "git status --porcelain")).isEmpty();
    assertThat(output(clone, 0, "git show --stat --format=%s"))
        .startsWith("Say which column is missing\n")
        .contains("Header.java", "RowPipelineTest.java");
    assertThat(output(clone, 1, "./quarterdeck check README.md"))
        .contains("README.md: its header does not have date");
  }

  private static List<PageLine> lines() throws IOException {
    List<PageLine> lines =
        PageLine.below("## From a clone to a green change", ROOT.resolve("CONTRIBUTING.md"));
    assertThat(lines).hasSizeGreaterThan(7).anyMatch(line -> line.text().startsWith(CHANGE));
    return lines;
  }

  private void run(String line, Path clone) throws Exception {
    if (line.startsWith("git clone URL ")) {
      output(folder, 0, "git clone --quiet '" + ROOT + "' " + clone.getFileName());
    } else if (line.startsWith(CHANGE)) {
      // What a person does in an editor: another word in the message and in its tests.
      output(
          clone,
          0,
          "sed -i 's/\"lacks \"/\"does not have \"/' "
              + "etl/loader/src/main/java/io/quarterdeck/loader/validation/Header.java && "
              + "grep -rl 'its header lacks' --include='*.java' . "
              + "| xargs sed -i 's/its header lacks/its header does not have/'");
    } else if (line.startsWith(REFUSED)) {
      assertThat(output(clone, 1, line)).contains("README.md: its header lacks date");
    } else {
      String text = output(clone, 0, line);
      if (line.startsWith("grep ")) {
        assertThat(text).as(line).isNotEmpty();
      }
    }
  }

  /** Runs a line in a shell and returns its output. */
  private String output(Path where, int expected, String line) throws Exception {
    ReaderShell shell = new ReaderShell(folder.resolve("out"), LIMIT, PERSON);
    int exitCode = shell.run(where, "bash", "-c", line);
    String text = shell.text();
    assertThat(exitCode).as(line + "\n" + text).isEqualTo(expected);
    return text;
  }
}
