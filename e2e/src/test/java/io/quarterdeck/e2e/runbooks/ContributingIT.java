package io.quarterdeck.e2e.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
  private static final long LIMIT_MINUTES = 30;

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
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder("bash", "-c", line)
            .directory(where.toFile())
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(out.toFile());
    Map<String, String> environment = builder.environment();
    // A reader's shell has no variables of this build, and has a name for Git.
    environment.keySet().removeIf(name -> name.startsWith("QUARTERDECK_"));
    environment.remove("MAVEN_OPTS");
    for (String person : List.of("GIT_AUTHOR", "GIT_COMMITTER")) {
      environment.put(person + "_NAME", "A reader");
      environment.put(person + "_EMAIL", "reader@example.com");
    }
    Process process = builder.start();
    assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).as(line).isTrue();
    String text = Files.readString(out);
    assertThat(process.exitValue()).as(line + "\n" + text).isEqualTo(expected);
    return text;
  }
}
