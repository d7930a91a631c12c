package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release of what this build has built, unpacked where nothing else is. */
class ReleaseIT {
  @TempDir static Path folder;

  private static Path archive;
  private static Path release;

  @BeforeAll
  static void packAndUnpack() throws Exception {
    Path bom = Files.writeString(folder.resolve("bom.json"), "{}\n");
    StepRun pack = script("pack", bom, folder.resolve("packed"));
    assertThat(pack.succeeded()).as(pack.error()).isTrue();
    archive =
        folder.resolve("packed").resolve(pack.out().strip().replaceFirst("^[0-9a-f]{64}  ", ""));
    release = folder.resolve("empty/unpacked");

    StepRun unpack = script("unpack-release", archive.getParent());

    assertThat(unpack.succeeded()).as(unpack.error()).isTrue();
    assertThat(unpack.out()).isEqualTo("Unpacked " + archive + "\n");
  }

  @Test
  void itSaysItsVersionAndRevision() throws Exception {
    StepRun version = quarterdeck("--version");

    String revision = Files.readString(release.resolve("REVISION")).strip();
    assertThat(revision).matches("[0-9a-f]{40}(-dirty)?|unrecorded");
    assertThat(version.out())
        .isEqualTo(
            "quarterdeck %s\nrevision %s\n"
                .formatted(
                    archive.getFileName().toString().replaceAll("^quarterdeck-|\\.tar\\.gz$", ""),
                    revision));
  }

  @Test
  void itsLauncherFindsItsJarsAndDatasets() throws Exception {
    Path file = folder.resolve("bank.csv");
    assertThat(quarterdeck("--help").out()).contains("bootstrap", "doctor", "load");
    assertThat(quarterdeck("generate", "--rows", "10", "--out", file).exitCode()).isZero();

    StepRun check = quarterdeck("check", file, "--dataset", "bank-transactions");

    assertThat(check.exitCode()).as(check.error()).isZero();
  }

  @Test
  void itHoldsWhatItsClassPathsNameAndChecksumsOfAll() throws IOException {
    for (String path :
        List.of(
            "lib/quarterdeck.classpath", "lib/infra.classpath", "jobs/target/spark.classpath")) {
      assertThat(List.of(Files.readString(release.resolve(path)).strip().split(":", -1)))
          .hasSizeGreaterThan(10)
          .allSatisfy(jar -> assertThat(release.resolve(jar)).isNotEmptyFile());
    }
    assertThat(files())
        .contains("datasets/bank-transactions.yaml", "docs/release.md", "LICENSE", "bom.json")
        .contains("Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml", "infra/run-program");
    try (Stream<String> sums = Files.lines(release.resolve("SHA256SUMS"))) {
      assertThat(sums.map(line -> line.replaceFirst("^[0-9a-f]{64}  \\./", "")).sorted())
          .containsExactlyElementsOf(files());
    }
  }

  @Test
  void anArchiveThatWasChangedOnItsWayIsRefused() throws Exception {
    Path changed = Files.createDirectories(folder.resolve("changed"));
    Path copy = changed.resolve(archive.getFileName());
    Files.writeString(copy, "other bytes");
    Files.copy(
        archive.resolveSibling(archive.getFileName() + ".sha256"),
        changed.resolve(archive.getFileName() + ".sha256"));

    StepRun unpack = script("unpack-release", changed);

    assertThat(unpack.exitCode()).isEqualTo(1);
    assertThat(unpack.error())
        .endsWith(
            "Cannot unpack "
                + copy
                + ": found another checksum than the file beside it says; expected the same."
                + " Download it again.");
  }

  @Test
  void theArchiveHasNobodysTimesAndNames() throws Exception {
    StepRun list =
        Script.run(
            folder,
            folder,
            Map.of(),
            "tar",
            "--list",
            "--verbose",
            "--utc",
            "--numeric-owner",
            "--file",
            archive);

    List<String> lines = list.out().lines().toList();
    assertThat(lines).hasSizeGreaterThan(100);
    assertThat(lines).allMatch(line -> line.matches("\\S+ 0/0 .*"), "nobody's");
    assertThat(lines).allMatch(line -> line.contains(" 2026-01-01 00:00 "), "one time");
  }

  private static List<String> files() throws IOException {
    TreeSet<String> files = new TreeSet<>();
    for (Path path : Tree.all(release)) {
      if (Files.isRegularFile(path) && !path.endsWith("SHA256SUMS")) {
        files.add(release.relativize(path).toString());
      }
    }
    return List.copyOf(files);
  }

  private static StepRun script(String name, Object... arguments) throws Exception {
    Object[] words = new Object[arguments.length + 1];
    words[0] = PipelineFiles.SCRIPTS.resolve(name);
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return Script.run(
        folder,
        folder,
        Map.of("QUARTERDECK_RELEASE", folder.resolve("empty/unpacked").toString()),
        words);
  }

  private static StepRun quarterdeck(Object... arguments) throws Exception {
    Object[] words = new Object[arguments.length + 1];
    words[0] = release.resolve("quarterdeck");
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return Script.run(
        release.getParent(),
        folder,
        Map.of("QUARTERDECK_HOME", folder.resolve("state").toString()),
        words);
  }
}
