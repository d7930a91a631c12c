package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs {@code pipelines/scripts/set-version} in a repository with the files that contain the
 * version.
 */
class SetVersionTest {
  private static final List<String> FILES =
      List.of(
          "pom.xml",
          "e2e/pom.xml",
          "etl/pom.xml",
          "infra/pom.xml",
          "jobs/pom.xml",
          "local/pom.xml",
          "quarterdeck",
          "etl/src/main/java/io/quarterdeck/etl/stack/Folders.java");

  @TempDir Path folder;

  private String before;

  @BeforeEach
  void makeRepository() throws Exception {
    for (String file : FILES) {
      FileCopies.copy(PipelineFiles.ROOT.resolve(file), folder.resolve(file).getParent());
    }
    FileCopies.copy(PipelineFiles.SCRIPTS, folder.resolve("pipelines/scripts"));
    Path library = folder.resolve("library/pom.xml");
    Files.createDirectories(library.getParent());
    Files.writeString(library, "<artifactId>other</artifactId>\n<version>0.2.0</version>\n");
    before = all();
    run("git", "init", "--quiet");
    run("git", "add", "--all");
  }

  @Test
  void setVersionChangesOnlyTheVersion() throws Exception {
    assertThat(setVersion("0.2.0").exitCode()).isZero();
    assertThat(all())
        .contains("<version>0.2.0</version>", "quarterdeck-local-0.2.0.jar")
        .doesNotContain("-SNAPSHOT");

    assertThat(setVersion("0.3.0-SNAPSHOT").exitCode()).isZero();
    assertThat(all()).isEqualTo(before.replace(version(before), "0.3.0-SNAPSHOT"));
    assertThat(folder.resolve("library/pom.xml")).content().contains("<version>0.2.0</version>");
    assertThat(Files.isExecutable(folder.resolve("quarterdeck"))).isTrue();
  }

  @Test
  void invalidVersionIsRefused() throws Exception {
    assertThat(setVersion("v0.2.0").error())
        .isEqualTo(
            "Cannot set the version: found v0.2.0; expected three numbers, and -SNAPSHOT between"
                + " releases.");
    String version = version(before);
    assertThat(setVersion(version).error())
        .isEqualTo(
            "Cannot set the version: found "
                + version
                + " in pom.xml already; expected another one.");
    assertThat(all()).isEqualTo(before);
  }

  private static String version(String poms) {
    return poms.replaceAll("(?s)^.*?\n  <version>(.*?)</version>.*$", "$1");
  }

  private String all() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String file : FILES) {
      all.append(Files.readString(folder.resolve(file)));
    }
    return all.toString();
  }

  private StepRun setVersion(String version) throws Exception {
    return Script.run(folder, folder, Map.of(), "pipelines/scripts/set-version", version);
  }

  private void run(Object... arguments) throws Exception {
    StepRun run = Script.run(folder, folder, Map.of(), arguments);
    assertThat(run.succeeded()).as(run.error()).isTrue();
  }
}
