package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Another user deploys between a preview and its deployment, with the real Pulumi CLI and the
 * provider of the local stack. The deployment makes either exactly the approved changes or none.
 */
@Tag("nightly")
@ExtendWith(NeedsPulumiCli.class)
class SavedPlanIT {
  private static final String OURS = "quarantineDays";
  private static final String THEIRS = "storageSoftDeleteDays";

  @TempDir static Path folder;

  private static LocalAzure azure;
  private static Repository repository;
  private static Map<String, String> environment;

  @BeforeAll
  static void deployProd() throws Exception {
    azure = LocalAzure.start(folder.resolve("azure"));
    repository = Repository.in(folder.resolve("repository"));
    // A release has this file. The repository of this test has no commits.
    Files.writeString(repository.folder().resolve("REVISION"), ThinRelease.REVISION);
    azure.initialize(repository, "prod");
    // The first deployment: docs/runbooks/customer-managed-keys.md.
    repository.set("prod", "databricksRootKey", "prepare");
    environment = new HashMap<>(azure.variableGroup());
    environment.putAll(azure.signedIn());
    environment.put("QUARTERDECK_TOOLS", NeedsPulumiCli.folder().orElseThrow().toString());
    environment.put("QUARTERDECK_RELEASE", repository.folder().toString());
    environment.put("QUARTERDECK_PIPELINE", folder.resolve("pipeline").toString());
    environment.put("QUARTERDECK_HOME", folder.resolve("state").toString());
    // Without a plan: PipelineRunIT deploys an empty stack with the scripts.
    StepRun up = run(Map.of(), pulumi(), "up", "--stack", "prod", "--yes", "--skip-preview");
    assertThat(up.succeeded()).as(up.out() + up.error()).isTrue();
  }

  @AfterAll
  static void deleteAll() throws Exception {
    azure.delete();
  }

  @Test
  void stackThatChangedAfterItsPreviewIsNotDeployedWithoutANewPreview() throws Exception {
    repository.set("prod", OURS, "50");
    preview();
    StepRun others = run(Map.of(), others("21"));
    assertThat(others.succeeded()).as(others.out() + others.error()).isTrue();
    int updates = updates().size();

    StepRun refused = deploy(Map.of());

    assertThat(refused.exitCode()).isEqualTo(1);
    // Only the checks of doctor.
    assertThat(refused.out()).startsWith("  check ").contains(" 0 failed,");
    assertThat(refused.error())
        .startsWith("Cannot deploy prod: found unapproved changes (update blob-service")
        .contains("deleteRetentionPolicy.days: 21 → ");
    assertThat(updates()).hasSize(updates);

    preview();
    StepRun deployed = deploy(Map.of());
    assertThat(deployed.succeeded()).as(deployed.out() + deployed.error()).isTrue();
    assertThat(updates()).hasSize(updates + 1);
    Map<?, ?> newest = updates().get(0);
    assertThat(PipelineYaml.text(newest, "result")).isEqualTo("succeeded");
    assertThat(PipelineYaml.text(PipelineYaml.map(newest, "environment"), "updatePlan"))
        .isEqualTo("true");

    // Without the scripts, the program finds the same revision and changes no tag.
    StepRun byHand =
        run(Map.of(), pulumi(), "preview", "--stack", "prod", "--expect-no-changes", "--diff");
    assertThat(byHand.succeeded()).as(byHand.out() + byHand.error()).isTrue();
  }

  @Test
  void aStackThatHasNoSettingsIsRefusedAndLeavesNothingBehind() throws Exception {
    for (String script : List.of("preview", "drift")) {
      StepRun refused = run(Map.of(), script(script), "staging");

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.error())
          .isEqualTo(
              "Cannot %s staging: found no %s/Pulumi.staging.yaml; expected the settings of a stack. Name one of dev prod, or write that file."
                  .formatted(script, repository.folder()));
      assertThat(folder.resolve("pipeline/staging")).doesNotExist();
    }
  }

  @Test
  void aStackThatWasNeverDeployedIsNotPromoted() throws Exception {
    azure.initialize(repository, "dev");

    StepRun refused = run(Map.of(), script("promote"), "dev", "prod", "--dry-run");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.error())
        .isEqualTo(
            "Cannot promote dev: found no resource in it; expected a deployed stack. Deploy it"
                + " first: ci/scripts/preview dev, then ci/scripts/deploy dev.");
  }

  @Test
  void pulumiRefusesChangesAfterTheComparisonThatViolateThePlan() throws Exception {
    repository.set("prod", OURS, "60");
    preview();
    Path others = others("22");

    StepRun held = deploy(Map.of("QUARTERDECK_TOOLS", overtaken(others).getParent().toString()));

    assertThat(held.exitCode()).isEqualTo(1);
    assertThat(held.out())
        .contains(" changes, as they were approved\n")
        .containsPattern("blob-service violates plan: properties changed: .*days:")
        .doesNotContain(" updated\n");
    assertThat(Path.of(others + ".log")).content().contains(" updated\n");
    assertThat(PipelineYaml.text(updates().get(0), "result")).isEqualTo("failed");
  }

  /**
   * Returns a command that deploys the last preview with one other setting.
   *
   * @param value the value of {@link #THEIRS}
   */
  private static Path others(String value) throws IOException {
    return program(
        folder.resolve("others-" + value),
        """
        sed '/quarterdeck:%1$s:/d; s/^config:/config:\\n  quarterdeck:%1$s: %2$s/' "$QUARTERDECK_PIPELINE/prod/stack.yaml" >'%3$s.yaml'
        exec '%4$s' --cwd '%5$s' --non-interactive up --stack prod --config-file '%3$s.yaml' --yes --skip-preview
        """
            .formatted(
                THEIRS, value, folder.resolve("others-" + value), pulumi(), repository.folder()));
  }

  /** Returns Pulumi's command, before which another user's update runs. */
  private static Path overtaken(Path others) throws IOException {
    return program(
        Files.createDirectories(folder.resolve("tools")).resolve("pulumi"),
        """
        case " $* " in *" up "*) '%1$s' >'%1$s.log' 2>&1 ;; esac
        exec '%2$s' "$@"
        """
            .formatted(others, pulumi()));
  }

  private static Path program(Path file, String text) throws IOException {
    Files.writeString(file, "#!/usr/bin/env bash\nset -euo pipefail\n" + text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private static Path pulumi() {
    return NeedsPulumiCli.folder().orElseThrow().resolve("pulumi");
  }

  private static void preview() throws Exception {
    StepRun preview = run(Map.of(), script("preview"), "prod");
    assertThat(preview.succeeded()).as(preview.out() + preview.error()).isTrue();
  }

  private static StepRun deploy(Map<String, String> more) throws Exception {
    return run(more, script("deploy"), "prod");
  }

  private static Path script(String name) {
    return repository.folder().resolve("ci/scripts").resolve(name);
  }

  /** Returns all updates of the stack, newest first, from Pulumi's history. */
  private static List<Map<?, ?>> updates() throws Exception {
    StepRun history = run(Map.of(), pulumi(), "stack", "history", "--stack", "prod", "--json");
    assertThat(history.succeeded()).as(history.error()).isTrue();
    List<Map<?, ?>> updates = new ArrayList<>();
    for (Object update : (List<?>) PipelineYaml.parse(history.out())) {
      updates.add((Map<?, ?>) update);
    }
    return updates;
  }

  private static StepRun run(Map<String, String> more, Object... arguments) throws Exception {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return Script.run(repository.folder(), folder, all, arguments);
  }
}
