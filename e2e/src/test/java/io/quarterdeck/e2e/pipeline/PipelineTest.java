package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rules for the expanded pipeline that the schema cannot express. */
class PipelineTest {
  private static final String ON_MAIN =
      "and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'),"
          + " ne(variables['Build.Reason'], 'Schedule'))";

  /** The connections of identities that cannot change anything. */
  private static final Set<String> READING = Set.of("quarterdeck-preview", "quarterdeck-prod-plan");

  private static List<PipelineStage> stages;

  @BeforeAll
  static void expand() {
    stages = PipelineStage.all();
  }

  @Test
  void stagesRunInOrderAndProdFollowsTheLoadOfDev() {
    Map<String, List<String>> found = new LinkedHashMap<>();
    stages.forEach(stage -> found.put(stage.name(), stage.dependsOn()));

    assertThat(found)
        .containsExactly(
            Map.entry("verify", List.of()),
            Map.entry("preview", List.of("verify")),
            Map.entry("plan_dev", List.of("verify")),
            Map.entry("deploy_dev", List.of("plan_dev")),
            Map.entry("bootstrap_dev", List.of("deploy_dev")),
            Map.entry("plan_prod", List.of("bootstrap_dev")),
            Map.entry("deploy_prod", List.of("plan_prod")),
            Map.entry("bootstrap_prod", List.of("deploy_prod")),
            Map.entry("drift", List.of()),
            Map.entry("nightly_tests", List.of()),
            Map.entry("dependencies", List.of()),
            Map.entry("retirements", List.of()));
  }

  @Test
  void eachStageRunsOnlyForItsTrigger() {
    Map<String, String> found =
        stages.stream().collect(Collectors.toMap(PipelineStage::name, PipelineStage::condition));

    assertThat(found)
        .containsEntry("verify", "ne(variables['Build.Reason'], 'Schedule')")
        .containsEntry("preview", "and(succeeded(), eq(variables['Build.Reason'], 'PullRequest'))")
        .containsEntry("plan_dev", ON_MAIN)
        .containsEntry("plan_prod", ON_MAIN)
        .containsEntry("deploy_dev", "succeeded()")
        .containsEntry("bootstrap_dev", "succeeded()")
        .containsEntry("deploy_prod", "succeeded()")
        .containsEntry("bootstrap_prod", "succeeded()")
        .containsEntry("drift", "eq(variables['Build.CronSchedule.DisplayName'], 'nightly')")
        .containsEntry(
            "nightly_tests", "eq(variables['Build.CronSchedule.DisplayName'], 'nightly')")
        .containsEntry("dependencies", "eq(variables['Build.CronSchedule.DisplayName'], 'weekly')")
        .containsEntry("retirements", "eq(variables['Build.CronSchedule.DisplayName'], 'weekly')");
  }

  @Test
  void scheduleInAStageConditionExists() {
    List<?> schedules = PipelineYaml.list(PipelineYaml.read(PipelineFiles.PIPELINE), "schedules");

    assertThat(schedules)
        .extracting(schedule -> PipelineYaml.text((Map<?, ?>) schedule, "displayName"))
        .containsExactly("nightly", "weekly");
  }

  @Test
  void deploymentsUseAnEnvironmentAndRunOneAtATime() {
    for (PipelineStage stage : stages) {
      for (PipelineStep step : stage.steps()) {
        if (!step.connection().isEmpty() && !READING.contains(step.connection())) {
          assertThat(step.job().isDeployment()).as(stage.name()).isTrue();
          assertThat(step.job().environment()).as(stage.name()).isEqualTo(step.connection());
          assertThat(PipelineYaml.text(stage.yaml(), "lockBehavior")).isEqualTo("sequential");
        }
      }
    }
  }

  @Test
  void prodHasItsOwnEnvironmentAndConnection() {
    assertThat(environments("deploy_prod")).containsExactly("quarterdeck-prod");
    assertThat(environments("bootstrap_prod")).containsExactly("quarterdeck-prod-data");
    assertThat(connections("deploy_prod")).containsExactly("quarterdeck-prod");
    assertThat(connections("bootstrap_prod")).containsExactly("quarterdeck-prod-data");
  }

  @Test
  void aPullRequestAndTheNightOnlyRead() {
    for (String stage : List.of("verify", "preview", "plan_dev", "plan_prod", "drift")) {
      assertThat(READING).as(stage).containsAll(connections(stage));
    }
  }

  /** The code of a pull request can use each identity that its stages use. */
  @Test
  void noPullRequestSignsInAsAnIdentityWithRightsInProd() {
    for (PipelineStage stage : stages) {
      if (stage.name().equals("verify") || stage.condition().contains("PullRequest")) {
        assertThat(Set.of("quarterdeck-preview"))
            .as(stage.name())
            .containsAll(connections(stage.name()));
      }
    }
    for (PipelineStage stage : stages) {
      for (PipelineStep step : stage.steps()) {
        if (step.connection().equals("quarterdeck-preview")) {
          assertThat(step.arguments()).as(stage.name()).doesNotContain("prod");
        }
      }
    }
  }

  @Test
  void deploymentUsesThePlanOfThePreviousStage() {
    assertThat(artifacts("plan_prod", "PublishPipelineArtifact@1", "artifact"))
        .containsExactly("plan-prod");
    assertThat(artifacts("deploy_prod", "DownloadPipelineArtifact@2", "artifactName"))
        .containsExactly("release", "plan-prod");
  }

  @Test
  void eachDownloadedArtifactIsPublishedByAnEarlierStage() {
    for (PipelineStage stage : stages) {
      Set<String> published = new LinkedHashSet<>();
      for (String earlier : before(stage)) {
        published.addAll(artifacts(earlier, "PublishPipelineArtifact@1", "artifact"));
      }
      assertThat(published)
          .as(stage.name())
          .containsAll(artifacts(stage.name(), "DownloadPipelineArtifact@2", "artifactName"));
    }
  }

  @Test
  void onlyOneStageBuildsWhatIsDeployed() {
    List<String> building =
        stages.stream()
            .filter(
                stage ->
                    stage.steps().stream()
                        .anyMatch(step -> step.arguments().contains("ci/scripts/release")))
            .map(PipelineStage::name)
            .toList();

    assertThat(building).containsExactly("verify");
  }

  private static Set<String> before(PipelineStage stage) {
    Set<String> before = new LinkedHashSet<>();
    for (String name : stage.dependsOn()) {
      before.add(name);
      before.addAll(before(stage(name)));
    }
    return before;
  }

  private static PipelineStage stage(String name) {
    return stages.stream().filter(stage -> stage.name().equals(name)).findFirst().orElseThrow();
  }

  private static List<String> environments(String stage) {
    return stage(stage).jobs().stream().map(AzurePipelineJob::environment).distinct().toList();
  }

  private static List<String> connections(String stage) {
    return stage(stage).steps().stream()
        .map(PipelineStep::connection)
        .filter(connection -> !connection.isEmpty())
        .distinct()
        .toList();
  }

  private static List<String> artifacts(String stage, String task, String input) {
    return stage(stage).steps().stream()
        .filter(step -> step.task().equals(task))
        .map(step -> PipelineYaml.text(step.inputs(), input))
        .toList();
  }
}
