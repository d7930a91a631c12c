package io.quarterdeck.e2e;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Checks rules that need the source files, because class files do not contain the required
 * information.
 */
class SourceRulesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> MODULES =
      List.of(
          "contract",
          "testkit",
          "infra",
          "etl/loader",
          "etl/azure",
          "etl/cli",
          "jobs",
          "local",
          "e2e");

  private static final Pattern CONCATENATED =
      Pattern.compile("new (?:Transient)?Failure\\(\\s*\"[^\"]*\"\\s*\\+\\s*[^\"\\s]");

  @Test
  void classNamesAreUniqueInTheRepository() throws IOException {
    Map<String, List<String>> files =
        sources("src").stream()
            .filter(file -> !file.endsWith("package-info.java"))
            // The emulator of Databricks Runtime uses the class names of Databricks.
            .filter(file -> !file.toString().contains("/com/databricks/"))
            .map(file -> ROOT.relativize(file).toString())
            .collect(groupingBy(file -> file.substring(file.lastIndexOf('/') + 1)));
    files.values().removeIf(places -> places.size() == 1);
    assertThat(files).isEmpty();
  }

  @Test
  void packagesOfMainCodeAreDescribed() throws IOException {
    assertThat(sources("src/main").stream().map(Path::getParent).distinct())
        .filteredOn(folder -> !folder.toString().contains("/com/databricks/"))
        .allMatch(folder -> Files.exists(folder.resolve("package-info.java")));
  }

  @Test
  void failuresHaveFormatsInsteadOfConcatenations() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : sources("src/main")) {
      Matcher matcher = CONCATENATED.matcher(Files.readString(file));
      while (matcher.find()) {
        found.add(ROOT.relativize(file) + ": " + matcher.group());
      }
    }
    assertThat(found).isEmpty();
  }

  private static List<Path> sources(String folder) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String module : MODULES) {
      Path root = ROOT.resolve(module).resolve(folder);
      if (Files.isDirectory(root)) {
        try (Stream<Path> files = Files.walk(root)) {
          files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
      }
    }
    assertThat(sources).isNotEmpty();
    return sources;
  }
}
