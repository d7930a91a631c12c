package io.quarterdeck.e2e.pipeline;

import static io.quarterdeck.e2e.pipeline.StageRun.Outcome.FAILED;
import static io.quarterdeck.e2e.pipeline.StageRun.Outcome.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.testkit.PullRequestServer;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * Runs the pipeline from its YAML on the local stack with the real Pulumi CLI: a pull request,
 * main, a pull request that would delete data, and two nights. The first pull request and main run
 * before the tests, so that each test finds deployed stacks. dev uses the settings of the stack
 * local, because only that environment has real servers; prod uses its own settings, without real
 * servers. Lines that do not run are in {@link CiRun#NOT_RUN}.
 */
@ExtendWith(NeedsPulumiCli.class)
@Tag("nightly")
class PipelineRunIT {
  private static final Map<String, String> ON_MAIN =
      Map.of("Build.Reason", "IndividualCI", "Build.SourceBranch", "refs/heads/main");
  private static final Map<String, String> AT_NIGHT =
      Map.of(
          "Build.Reason", "Schedule",
          "Build.SourceBranch", "refs/heads/main",
          "Build.CronSchedule.DisplayName", "nightly");

  @TempDir static Path folder;

  private static LocalAzure azure;
  private static Repository repository;
  private static PullRequestServer pullRequest;
  private static Map<String, String> variables;
  private static Map<String, String> signedIn;
  private static FirstPullRequest first;
  private static CiRun main;

  /**
   * The run of a pull request before any deployment.
   *
   * @param run the run
   * @param calls the calls that the run made to Azure Repos
   * @param comments the comments after the run
   */
  private record FirstPullRequest(CiRun run, List<String> calls, List<String> comments) {}

  @BeforeAll
  static void previewAndDeployTwoEmptyStacks() throws Exception {
    azure = LocalAzure.start(folder.resolve("azure"));
    // The second commit is the merge commit of a pull request, the first one is that of main.
    repository = Repository.in(folder.resolve("repository")).commit().commit();
    Files.writeString(
        repository.settings("dev"),
        Files.readString(PipelineFiles.ROOT.resolve("Pulumi.local.yaml")));
    azure.initialize(repository, "dev");
    azure.initialize(repository, "prod");
    // The first deployment: docs/runbooks/customer-managed-keys.md.
    repository.set("prod", "databricksRootKey", "prepare");
    variables = new HashMap<>(azure.variableGroup());
    variables.put(Agent.TOKEN, "the token of a run that comments on nothing");
    variables.put("QUARTERDECK_TOOLS", NeedsPulumiCli.folder().orElseThrow().toString());
    // As if an earlier run had filled the cache: Surefire passes the repository of this build.
    variables.put(
        "MAVEN_REPOSITORY",
        System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository"));
    signedIn = new HashMap<>(azure.signedIn());
    // An agent has only the variables of the task.
    signedIn.keySet().removeAll(List.of("AZURE_FEDERATED_TOKEN_FILE", "AZURE_CLIENT_ID"));
    pullRequest = new PullRequestServer(PullRequestRun.THREADS, PullRequestRun.TOKEN);
    CiRun run = run("first", PullRequestRun.variables(pullRequest));
    first = new FirstPullRequest(run, pullRequest.calls(), pullRequest.comments());
    main =
        new CiRun(folder.resolve("main"), repository, with(ON_MAIN), signedIn)
            .all(Map.of("bootstrap_dev", PipelineRunIT::setUpWorkspace));
  }

  /** What the owner does once after the first deployment, according to docs/azure.md. */
  private static void setUpWorkspace(CiRun run) throws Exception {
    azure.setUpWorkspace(run.artifact("outputs-dev").resolve("outputs.json"));
  }

  @AfterAll
  static void deleteAll() throws Exception {
    if (pullRequest != null) {
      pullRequest.close();
    }
    azure.delete();
  }

  @Test
  void aPullRequestIsPreviewedAndCommentedOn() {
    StageRun preview = first.run().stage("preview");
    assertThat(first.run().outcomes())
        .as("%s", preview)
        .containsExactly(Map.entry("verify", SUCCEEDED), Map.entry("preview", SUCCEEDED));
    assertThat(preview.step("comment dev").out())
        .isEqualTo("Wrote the comment on pull request 7\n");
    assertThat(first.calls()).containsExactly("GET", "POST");
    assertThat(first.comments()).hasSize(1);
    assertThat(first.comments().get(0))
        .containsPattern("### dev: \\d+ to create\n")
        .contains("### Security\n")
        .doesNotContain("### prod", "Refused", "Qd1-of-this-test-alone");
  }

  @Test
  void mainDeploysDevAndProdAndFailsAtDoctorOfProdWithoutRealServers() throws Exception {
    assertThat(main.outcomes())
        .as("%s %s", main.stage("bootstrap_dev"), main.stage("bootstrap_prod"))
        .containsExactly(
            Map.entry("verify", SUCCEEDED),
            Map.entry("plan_dev", SUCCEEDED),
            Map.entry("deploy_dev", SUCCEEDED),
            Map.entry("bootstrap_dev", SUCCEEDED),
            Map.entry("plan_prod", SUCCEEDED),
            Map.entry("deploy_prod", SUCCEEDED),
            Map.entry("bootstrap_prod", FAILED));
    assertThat(main.stage("plan_prod").step("summary prod").out())
        .containsPattern("### prod: \\d+ to create\n")
        .contains("##vso[task.uploadsummary]");
    assertThat(main.stage("deploy_prod").step("deploy prod").out())
        .containsPattern("postgres standby +ok +zoneRedundant")
        .containsPattern("\\d+ changes, as they were approved\n")
        .containsPattern("\\+ \\d+ created\n");
    assertThat(main.stage("deploy_dev").step("deploy dev").out())
        .contains("The server was restarted: ");
    assertThat(main.stage("bootstrap_dev").step("doctor dev").out())
        .containsPattern(
            "postgres audit +warning +the database \\S+ does not have the extension pgaudit")
        .containsPattern("\\d+ checks: \\d+ ok, 1 warning, 0 failed, 1 skipped\n");
    assertThat(main.stage("bootstrap_dev").step("bootstrap dev").error())
        .contains("3/5 load    1,004,480 rows into bank.transactions as load 1")
        .contains("4/5 export  1,004,480 rows to curated/bank-transactions/run=");
    assertThat(main.stage("bootstrap_prod").steps())
        .extracting(StepRun::succeeded)
        .last()
        .isEqualTo(false);
    assertThat(main.stage("bootstrap_prod").step("doctor prod").out())
        .containsPattern("resource manager +ok ")
        .containsPattern("postgres server +ok ")
        .containsPattern("postgres reach +failed ");

    loadProdWithTheOutputsOfDevInItsPlace();
  }

  private static void loadProdWithTheOutputsOfDevInItsPlace() throws Exception {
    FileCopies.copy(main.artifact("outputs-dev"), main.artifact("outputs-prod"));

    StageRun stage = main.again("bootstrap_prod");

    assertThat(stage.succeeded()).as("%s", stage).isTrue();
    assertThat(stage.step("bootstrap prod").error())
        .contains("3/5 load    loaded already, as load 1")
        .contains("4/5 export  exported already, to curated/bank-transactions/run=");
  }

  @Test
  void aPullRequestThatWouldLoseDataIsRefusedAndItsCommentIsUpdatedNotRepeated() throws Exception {
    repository.set("dev", "infrastructureEncryption", "true");
    CiRun run;
    try {
      run = run("second", PullRequestRun.variables(pullRequest));
    } finally {
      repository.set("dev", "infrastructureEncryption", "false");
    }

    assertThat(run.outcomes())
        .as("%s", run.stage("preview"))
        .containsExactly(Map.entry("verify", SUCCEEDED), Map.entry("preview", FAILED));
    StageRun preview = run.stage("preview");
    assertThat(preview.step("preview dev").succeeded()).isTrue();
    assertThat(preview.step("comment dev").out())
        .isEqualTo("Updated the comment on pull request 7\n");
    assertThat(pullRequest.calls()).containsExactly("GET", "POST", "GET", "PATCH");
    assertThat(pullRequest.comments()).hasSize(1);
    assertThat(pullRequest.comments().get(0))
        .doesNotContain("### prod")
        .contains(
            "> **Refused**: it replaces lake (storage:StorageAccount) because of"
                + " encryption.requireInfrastructureEncryption, which holds files.");
    assertThat(preview.step("review dev").error())
        .startsWith("Cannot accept the preview of dev: it replaces lake (storage:StorageAccount)");
  }

  @Test
  void nightlyRunSucceedsUntilProdChangesOutsideThePipeline() throws Exception {
    CiRun before = run("night", AT_NIGHT);
    assertThat(before.outcomes())
        .as("%s", before.stage("drift"))
        .containsExactly(Map.entry("drift", SUCCEEDED), Map.entry("nightly_tests", SUCCEEDED));
    assertThat(before.stage("drift").step("review-drift dev prod").out())
        .isEqualTo("dev: 0 drifts\nprod: 0 drifts\n");

    azure.change(
        "Microsoft.DBforPostgreSQL/flexibleServers",
        "prod",
        "\"backupRetentionDays\": 35",
        "\"backupRetentionDays\": 7");

    CiRun after = run("night-after", AT_NIGHT);
    assertThat(after.outcomes())
        .containsExactly(Map.entry("drift", FAILED), Map.entry("nightly_tests", SUCCEEDED));
    StepRun review = after.stage("drift").step("review-drift dev prod");
    String drift = "postgres (dbforpostgresql:Server) backup.backupRetentionDays: 35 → 7";
    assertThat(review.out()).isEqualTo("dev: 0 drifts\nprod: 1 drifts\n  " + drift + "\n");
    assertThat(review.error())
        .isEqualTo(
            "Cannot confirm that Azure is unchanged: found prod: "
                + drift
                + "; expected the deployed state. Deploy again to undo the changes, or add them to"
                + " the program.");
  }

  private static CiRun run(String name, Map<String, String> more) throws Exception {
    return new CiRun(folder.resolve(name), repository, with(more), signedIn).all();
  }

  private static Map<String, String> with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(more);
    return all;
  }
}
