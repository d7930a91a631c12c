package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs a release of this build and runs it from a folder without the checkout. */
class ReleaseIT {
  @TempDir static Path folder;

  private static UnpackedRelease release;

  @BeforeAll
  static void packAndUnpack() throws Exception {
    release = UnpackedRelease.of(folder);
  }

  @Test
  void releaseReportsItsVersionAndRevision() throws Exception {
    StepRun version = release.quarterdeck("--version");

    String revision = Files.readString(release.home().resolve("REVISION")).strip();
    assertThat(revision).matches("[0-9a-f]{40}(-dirty)?|unrecorded");
    assertThat(version.out())
        .isEqualTo(
            "quarterdeck %s\nrevision %s\n"
                .formatted(
                    release
                        .archive()
                        .getFileName()
                        .toString()
                        .replaceAll("^quarterdeck-|\\.tar\\.gz$", ""),
                    revision));
  }

  @Test
  void launcherOfTheReleaseFindsItsJarsAndDatasets() throws Exception {
    Path file = folder.resolve("bank.csv");
    assertThat(release.quarterdeck("--help").out()).contains("bootstrap", "doctor", "load");
    assertThat(release.quarterdeck("generate", "--rows", "10", "--out", file).exitCode()).isZero();

    StepRun check = release.quarterdeck("check", file, "--dataset", "bank-transactions");

    assertThat(check.exitCode()).as(check.error()).isZero();
  }

  @Test
  @Tag("nightly")
  void releaseLoadsAndExportsWithItsOwnSpark() throws Exception {
    Path file = folder.resolve("small.csv");
    assertThat(release.quarterdeck("generate", "--rows", "1000", "--out", file).exitCode())
        .isZero();

    StepRun bootstrap =
        release.quarterdeck("bootstrap", "--file", file, "--report", folder.resolve("report.html"));
    try {
      assertThat(bootstrap.exitCode()).as(bootstrap.error()).isZero();
      assertThat(bootstrap.error())
          .contains("3/5 load    1,000 rows into bank.transactions as load 1")
          .containsPattern("4/5 export  1,000 rows to curated/bank-transactions/run=\\d+-1 ");
      assertThat(release.quarterdeck("runs").out()).contains(" success ");
      assertThat(folder.resolve("report.html")).isNotEmptyFile();
      StepRun sums =
          Script.run(
              release.home(), folder, Map.of(), "sha256sum", "--check", "--quiet", "SHA256SUMS");
      assertThat(sums.exitCode()).as(sums.error()).isZero();
    } finally {
      StepRun reset = release.quarterdeck("local", "reset", "--yes");
      assertThat(reset.exitCode()).as(reset.error()).isZero();
    }
  }

  @Test
  void releaseContainsItsClassPathsAndAllChecksums() throws IOException {
    for (String path :
        List.of(
            "lib/quarterdeck.classpath",
            "lib/infra.classpath",
            "jobs/target/spark.classpath",
            "streaming/broker/target/broker.classpath")) {
      assertThat(List.of(Files.readString(release.home().resolve(path)).strip().split(":", -1)))
          .hasSizeGreaterThan(10)
          .allSatisfy(jar -> assertThat(release.home().resolve(jar)).isNotEmptyFile());
    }
    assertThat(release.files())
        .contains("datasets/bank-transactions.yaml", "docs/release.md", "LICENSE", "bom.json")
        .contains("docs/azure-retirements.yaml")
        .contains("Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml", "infra/run-program");
    try (Stream<String> sums = Files.lines(release.home().resolve("SHA256SUMS"))) {
      assertThat(sums.map(line -> line.replaceFirst("^[0-9a-f]{64}  \\./", "")).sorted())
          .containsExactlyElementsOf(release.files());
    }
  }

  @Test
  void changedArchiveIsRefused() throws Exception {
    Path changed = Files.createDirectories(folder.resolve("changed"));
    Path copy = changed.resolve(release.archive().getFileName());
    Files.writeString(copy, "other bytes");
    Files.copy(
        release.archive().resolveSibling(release.archive().getFileName() + ".sha256"),
        changed.resolve(release.archive().getFileName() + ".sha256"));

    StepRun unpack = release.unpack(changed);

    assertThat(unpack.exitCode()).isEqualTo(1);
    assertThat(unpack.error())
        .endsWith(
            "Cannot unpack "
                + copy
                + ": found a checksum that differs from the one in "
                + copy
                + ".sha256; expected the same. Download both files again.");
  }

  @Test
  void archiveContainsNoTimesOrUserNames() throws Exception {
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
            release.archive());

    List<String> lines = list.out().lines().toList();
    assertThat(lines).hasSizeGreaterThan(100);
    assertThat(lines).allMatch(line -> line.matches("\\S+ 0/0 .*"), "nobody's");
    assertThat(lines).allMatch(line -> line.contains(" 2026-01-01 00:00 "), "one time");
  }
}
