package io.quarterdeck.e2e.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of the original's mistakes in docs/lakehouse.md names tests that exist. */
class MistakesTableTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** {@code Class.method} of Java, or {@code test_name} of Python. */
  private static final Pattern TEST =
      Pattern.compile("`(?:([A-Z][A-Za-z]+)\\.([a-z][A-Za-z]+)|(test_[a-z_]+))`");

  @Test
  void eachMistakeHasATestThatExists() throws IOException {
    List<String> rows = rows();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(9);
    for (String row : rows) {
      List<MatchResult> tests = TEST.matcher(row).results().toList();
      assertThat(tests).as(row).isNotEmpty();
      for (MatchResult test : tests) {
        assertThat(exists(test)).as(test.group()).isTrue();
      }
    }
  }

  private static List<String> rows() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/lakehouse.md")).stream()
        .dropWhile(line -> !line.equals("## The original's mistakes"))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| ") && !line.equals("| mistake | test |"))
        .toList();
  }

  private static boolean exists(MatchResult test) throws IOException {
    if (test.group(3) != null) {
      return contain(ROOT.resolve("lakehouse/airflow/tests"), ".py", "def " + test.group(3) + "(");
    }
    for (String module : List.of("jobs", "local", "e2e")) {
      Path sources = ROOT.resolve(module).resolve("src/test/java");
      if (contain(sources, "/" + test.group(1) + ".java", "void " + test.group(2) + "(")) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a file whose path ends with the suffix contains the text. */
  private static boolean contain(Path folder, String suffix, String text) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(file -> file.toString().endsWith(suffix)).toList();
    }
    for (Path file : files) {
      if (Files.readString(file).contains(text)) {
        return true;
      }
    }
    return false;
  }
}
