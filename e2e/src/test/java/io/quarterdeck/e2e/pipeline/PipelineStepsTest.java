package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The script and the environment of each step of the expanded pipeline. */
class PipelineStepsTest {
  private static final Pattern LINE =
      Pattern.compile("ci/scripts/[a-z-]+( [a-z]+| \\$\\([A-Za-z.]+\\)/release)*");
  private static final Pattern SECRET =
      Pattern.compile("(?i)token|password|passphrase|secret|credential|\\bkey\\b");
  private static final Pattern PRINTS = Pattern.compile("^\\s*(echo|printf|cat|env|printenv)\\b");
  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)*");

  private static List<PipelineStep> steps;

  @BeforeAll
  static void expand() {
    steps = new ArrayList<>();
    PipelineStage.all().forEach(stage -> steps.addAll(stage.steps()));
  }

  @Test
  void eachLineRunsOneScriptOfTheProject() {
    for (PipelineStep step : steps) {
      step.line().ifPresent(line -> assertThat(line).matches(LINE));
    }
    assertThat(steps)
        .allMatch(step -> step.line().isPresent() || !step.task().isEmpty() || isCheckout(step));
  }

  @Test
  void eachCalledScriptIsExecutableAndNoScriptIsUnused() throws IOException {
    Set<String> called = new TreeSet<>();
    for (PipelineStep step : steps) {
      step.arguments().stream()
          .limit(1)
          .map(word -> Path.of(word).getFileName().toString())
          .forEach(called::add);
    }
    Set<String> there = new TreeSet<>();
    for (Path script : PipelineFiles.scripts()) {
      there.add(script.getFileName().toString());
      assertThat(Files.isExecutable(script)).as(script.toString()).isTrue();
    }

    assertThat(there).containsAll(called);
    there.removeAll(called);
    assertThat(there)
        .as("scripts for people")
        .containsExactly(
            "index-release",
            "pack",
            "pack-debian",
            "pack-runtime",
            "promote",
            "reproducible",
            "set-version");
  }

  @Test
  void eachScriptIsBashInStrictModeThatBashCanRead() throws Exception {
    List<Path> scripts = new ArrayList<>(PipelineFiles.scripts());
    scripts.addAll(PipelineFiles.inReleases());
    for (Path script : scripts) {
      assertThat(Files.readAllLines(script).get(0)).isEqualTo("#!/usr/bin/env bash");
      assertThat(Files.readAllLines(script)).as(script.toString()).contains("set -euo pipefail");
      assertReadable(script);
    }
    for (Path sourced : PipelineFiles.sourced()) {
      assertReadable(sourced);
    }
  }

  @Test
  void noScriptPrintsASecret() throws IOException {
    List<Path> all = new ArrayList<>(PipelineFiles.scripts());
    all.addAll(PipelineFiles.sourced());
    for (Path script : all) {
      for (String line : Files.readAllLines(script)) {
        assertThat(line).as(script.toString()).doesNotContain("set -x", "xtrace", "--show-secrets");
        if (PRINTS.matcher(line).find()) {
          assertThat(line).as(script.toString()).doesNotContainPattern(SECRET);
        }
      }
    }
  }

  @Test
  void onlyTheCommentStepAndTheStepsWithAServiceConnectionGetTheToken() {
    for (PipelineStep step : steps) {
      boolean given = step.environment().toString().contains("System.AccessToken");
      assertThat(given)
          .as(step.yaml().toString())
          .isEqualTo(
              step.line().orElse("").startsWith("ci/scripts/comment ")
                  || !step.connection().isEmpty());
      assertThat(step.line().orElse("")).doesNotContain("AccessToken");
      for (Object name : step.environment().keySet()) {
        assertThat(name).isIn("CI", "SYSTEM_ACCESSTOKEN");
      }
    }
  }

  @Test
  void tasksAreKnownAndPinned() {
    Set<String> found = new TreeSet<>();
    steps.stream().map(PipelineStep::task).filter(task -> !task.isEmpty()).forEach(found::add);

    assertThat(found)
        .containsExactly(
            "AzureCLI@2",
            "Cache@2",
            "DownloadPipelineArtifact@2",
            "GoTool@0",
            "JavaToolInstaller@1",
            "NodeTool@0",
            "PublishPipelineArtifact@1",
            "PublishTestResults@2");
  }

  @Test
  void versionsAreNumbersAndTheImageIsNamed() {
    Map<?, ?> pipeline = Expansion.of(PipelineFiles.PIPELINE);

    assertThat(PipelineYaml.text(PipelineYaml.map(pipeline, "pool"), "vmImage"))
        .isEqualTo("ubuntu-24.04");
    for (Object element : PipelineYaml.list(pipeline, "variables")) {
      Map<?, ?> variable = (Map<?, ?>) element;
      if (PipelineYaml.text(variable, "name").endsWith("Version")) {
        assertThat(PipelineYaml.text(variable, "value")).matches(VERSION);
      }
    }
  }

  @Test
  void noCheckoutKeepsItsToken() {
    List<PipelineStep> checkouts = steps.stream().filter(PipelineStepsTest::isCheckout).toList();

    assertThat(checkouts).isNotEmpty();
    assertThat(checkouts)
        .allMatch(step -> PipelineYaml.text(step.yaml(), "persistCredentials").equals("false"));
  }

  private static boolean isCheckout(PipelineStep step) {
    return PipelineYaml.text(step.yaml(), "checkout").equals("self");
  }

  private static void assertReadable(Path script) throws Exception {
    Process bash =
        new ProcessBuilder("bash", "-n", script.toString()).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(said).isZero();
  }
}
