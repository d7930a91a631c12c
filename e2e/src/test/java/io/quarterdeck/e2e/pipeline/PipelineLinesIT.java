package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the lines of the pipeline from the YAML, in their order. Stored files replace the output of
 * Pulumi; lines that do not need Azure run unchanged.
 */
class PipelineLinesIT {
  /** Lines that need Pulumi, Azure, the whole build or the merge commit of a pull request. */
  private static final List<String> ELSEWHERE =
      List.of("verify", "release", "install-tools", "unpack-release", "preview", "review-datasets");

  @TempDir Path state;

  @Test
  void aPullRequestThatLosesNothingIsCommentedAndAccepted() throws Exception {
    pulumiWrote("dev", "preview", "update");

    List<StepRun> runs = run("preview");

    assertThat(runs).extracting(StepRun::exitCode).containsExactly(0, 0);
    assertThat(runs.get(0).out())
        .contains("### dev: 1 to update\n", "### Security\n")
        .doesNotContain("prod");
    assertThat(state.resolve("pipeline/comment.md")).hasContent(runs.get(0).out());
  }

  @Test
  void aPullRequestThatLosesDataIsCommentedAndThenRefused() throws Exception {
    pulumiWrote("dev", "preview", "replace");

    List<StepRun> runs = run("preview");

    assertThat(runs).extracting(StepRun::exitCode).containsExactly(0, 1);
    assertThat(runs.get(0).out()).contains("> **Refused**: it replaces postgres ");
    assertThat(runs.get(1).error())
        .startsWith("Cannot accept the preview of dev: it replaces postgres ");
  }

  @Test
  void planIsInTheSummaryOfTheRun() throws Exception {
    pulumiWrote("prod", "preview", "update");

    List<StepRun> runs = run("plan_prod", Map.of("TF_BUILD", "True"));

    assertThat(runs).extracting(StepRun::exitCode).containsExactly(0, 0);
    assertThat(runs.get(0).out())
        .contains("### prod: 1 to update\n")
        .endsWith("##vso[task.uploadsummary]" + state.resolve("pipeline/summary.md") + "\n");
  }

  @Test
  void nightlyRunFailsOnDrift() throws Exception {
    pulumiWrote("dev", "drift", "drift");
    pulumiWrote("prod", "drift", "unchanged");

    StepRun review = last(run("drift", Map.of(), "drift"));

    assertThat(review.exitCode()).isEqualTo(1);
    assertThat(review.out()).contains("dev: 3 drifts\n", "prod: 0 drifts\n");
  }

  /** Runs the line of the weekly run without its options, with a list of one entry. */
  @Test
  void weeklyRunWarns60DaysAndFails20DaysBeforeARetirement() throws Exception {
    Path list =
        Files.writeString(
            state.resolve("list.yaml"),
            """
            - id: databricks-runtime-17.3
              kind: databricks-runtime
              matches: {release: '17.3'}
              what: Databricks Runtime 17.3 LTS
              instead: Use a later LTS runtime.
              retires: 2028-10-22
              source: https://learn.microsoft.com/azure/databricks/release-notes/runtime/
              read: 2026-11-29
            """);

    StepRun early = retirements("--list", list, "--as-of", "2028-08-23");
    assertThat(early.exitCode()).as(early.error()).isZero();
    assertThat(early.out())
        .contains("2028-10-22    60  warning  Databricks Runtime 17.3 LTS")
        .endsWith(
            "##vso[task.logissue type=warning]Azure retires something that the platform uses, see"
                + " above\n");

    StepRun late = retirements("--list", list, "--as-of", "2028-10-02");
    assertThat(late.exitCode()).isEqualTo(1);
    assertThat(late.error()).startsWith("Cannot accept what the platform uses: found retirements ");
  }

  private StepRun retirements(Object... options) throws Exception {
    List<Object> command = new ArrayList<>(List.of(weekly("retirements")));
    command.addAll(List.of(options));
    return Script.run(PipelineFiles.ROOT, state, Map.of("TF_BUILD", "True"), command.toArray());
  }

  /** Returns the script that a stage runs. */
  private static String weekly(String name) {
    return PipelineStage.all().stream()
        .filter(stage -> stage.name().equals(name))
        .flatMap(stage -> stage.steps().stream())
        .filter(step -> !step.arguments().isEmpty())
        .map(step -> step.arguments().get(0))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void nothingIsDeployedWithoutAPlan() throws Exception {
    StepRun deploy = last(run("deploy_prod"));

    assertThat(deploy.exitCode()).isEqualTo(1);
    assertThat(deploy.error())
        .isEqualTo(
            "Cannot deploy prod: found no %s/pipeline/prod/preview.json; expected the plan. Run ci/scripts/preview prod first."
                .formatted(state));
  }

  private List<StepRun> run(String stage) throws Exception {
    return run(stage, Map.of());
  }

  /** Runs the lines of a stage in order, except those that need more than this machine. */
  private List<StepRun> run(String name, Map<String, String> environment, String... without)
      throws Exception {
    PipelineStage stage =
        PipelineStage.all().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow();
    List<StepRun> runs = new ArrayList<>();
    for (PipelineStep step : stage.steps()) {
      String script = step.arguments().isEmpty() ? "" : script(step);
      if (!script.isEmpty() && !ELSEWHERE.contains(script) && !List.of(without).contains(script)) {
        runs.add(StepRun.of(step, state, environment));
      }
    }
    return runs;
  }

  private static String script(PipelineStep step) {
    return Path.of(step.arguments().get(0)).getFileName().toString();
  }

  private static StepRun last(List<StepRun> runs) {
    return runs.get(runs.size() - 1);
  }

  private void pulumiWrote(String stack, String file, String what) throws IOException {
    Path folder = Files.createDirectories(state.resolve("pipeline").resolve(stack));
    try (InputStream wrote = getClass().getResourceAsStream(what + ".json")) {
      Files.copy(wrote, folder.resolve(file + ".json"));
    }
  }
}
