package io.quarterdeck.e2e.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the commands of the quickstart and of the tutorials, line by line, in one shell in a fresh
 * clone with the classes of this build. The file {@code e2e/target/tutorials.txt} lists the result
 * of each line. The test takes about ten minutes, so it runs at night.
 */
@Tag("nightly")
class TutorialsIT {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path REPORT = ROOT.resolve("e2e/target/tutorials.txt");
  private static final List<String> MODULES =
      List.of(
          "contract",
          "sdks/azure-native",
          "infra",
          "etl/loader",
          "etl/azure",
          "etl/cli",
          "jobs",
          "streaming/function",
          "streaming/broker",
          "local");
  private static final Duration LIMIT = Duration.ofMinutes(90);

  @TempDir Path folder;

  /** If the walk ended early, servers may still run. */
  @AfterEach
  void deleteStack() throws Exception {
    if (Files.isDirectory(checkout().resolve(".quarterdeck/local"))) {
      assertThat(shell().run(checkout(), "./quarterdeck", "local", "reset", "--yes")).isZero();
    }
  }

  @Test
  void eachLineRunsAndLeavesNoFile() throws Exception {
    assertThat(
            shell().run(folder, "git", "clone", "--quiet", ROOT.toString(), checkout().toString()))
        .isZero();
    copyBuild();
    Walk walk = Tutorials.walk();

    Path script = Files.writeString(folder.resolve("walk"), walk.script());
    int exitCode = shell().run(checkout(), "bash", script.toString());
    Files.createDirectories(REPORT.getParent());
    Files.writeString(REPORT, walk.report(shell().text()));

    assertThat(exitCode).as(Files.readString(REPORT) + shell().tail()).isZero();
    // The pages say which results each command has.
    assertThat(shell().text())
        .contains(
            "7 of 12 values have a day above 12 as their first number: dd/MM/yyyy",
            "31/02/2026  a day of the calendar written dd/MM/yyyy",
            "Added 1 rows of .quarterdeck/rejects/sales-",
            "exported already, to curated/sales/run=",
            "lost 0 (0.000000), duplicated 0 (0.000000)");
    assertThat(shell().run(checkout(), "git", "status", "--porcelain")).isZero();
    assertThat(shell().lines()).isEmpty();
  }

  /**
   * Copies what the launcher would build, with the time of now, so that it does not build again.
   */
  private void copyBuild() throws IOException {
    for (String module : MODULES) {
      Path target = ROOT.resolve(module).resolve("target");
      try (Stream<Path> files = Files.list(target)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = checkout().resolve(ROOT.relativize(file));
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    Path stamp = checkout().resolve("local/target/quarterdeck.classpath");
    Files.setLastModifiedTime(stamp, FileTime.from(Instant.now()));
  }

  private Path checkout() {
    return folder.resolve("clone");
  }

  private ReaderShell shell() {
    return new ReaderShell(folder.resolve("out"), LIMIT, Map.of());
  }
}
