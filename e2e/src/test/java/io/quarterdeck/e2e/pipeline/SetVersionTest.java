package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code ci/scripts/set-version} on a copy of {@code pom.xml}. */
class SetVersionTest {
  @TempDir Path folder;

  private Path pom;
  private String before;

  @BeforeEach
  void copyProject() throws Exception {
    pom = folder.resolve("pom.xml");
    FileCopies.copy(PipelineFiles.ROOT.resolve("pom.xml"), folder);
    FileCopies.copy(PipelineFiles.SCRIPTS, folder.resolve("ci/scripts"));
    before = Files.readString(pom);
  }

  @Test
  void setVersionChangesOnlyTheVersion() throws Exception {
    assertThat(setVersion("0.2.0").exitCode()).isZero();
    assertThat(Files.readString(pom)).isEqualTo(before.replace(version(), "0.2.0"));

    assertThat(setVersion("0.3.0-SNAPSHOT").exitCode()).isZero();
    assertThat(Files.readString(pom)).isEqualTo(before.replace(version(), "0.3.0-SNAPSHOT"));
  }

  @Test
  void invalidVersionIsRefused() throws Exception {
    assertThat(setVersion("v0.2.0").error())
        .isEqualTo(
            "Cannot set the version: found v0.2.0; expected three numbers, and -SNAPSHOT between"
                + " releases.");
    assertThat(setVersion(version()).error())
        .isEqualTo(
            "Cannot set the version: found "
                + version()
                + " in pom.xml already; expected another one.");
    assertThat(Files.readString(pom)).isEqualTo(before);
  }

  /** The other files refer to the version by the property's name. */
  @Test
  void onlyPomXmlContainsTheVersion() throws Exception {
    StepRun run =
        Script.run(
            PipelineFiles.ROOT,
            folder,
            Map.of(),
            "git",
            "grep",
            "--files-with-matches",
            "--fixed-strings",
            version(),
            "--",
            "*.xml",
            "*.java",
            "quarterdeck",
            "ci",
            "bench");
    assertThat(run.out().lines()).containsExactly("pom.xml");
  }

  private String version() {
    return before.replaceAll("(?s)^.*?\\n    <revision>(.*?)</revision>.*$", "$1");
  }

  private StepRun setVersion(String version) throws Exception {
    return Script.run(folder, folder, Map.of(), "ci/scripts/set-version", version);
  }
}
