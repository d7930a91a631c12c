package io.quarterdeck.e2e.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs {@code setup/pipeline}. */
class PipelineSetupTest {
  private static final List<String> OPTIONS =
      List.of(
          "--subscription",
          "00000000-1111-2222-3333-444455556666",
          "--organization",
          "contoso",
          "--project",
          "Data Platform");

  @TempDir Path folder;

  @Test
  void theDryRunPrintsEachCommandAndRunsNone() throws Exception {
    SetupRun run = run(none(), "--dry-run");

    assertThat(run.error()).isEmpty();
    assertThat(run.out()).isEqualTo(RecordingAz.text("pipeline-dry-run.txt"));
    assertThat(run.commands()).isEmpty();
  }

  @Test
  void theLinesOfTheDryRunDoWhatTheScriptDoes() throws Exception {
    SetupRun script = run(missing());
    // The lines read these ids only after they created the objects.
    SetupRun lines =
        missing()
            .answering("0|*|pipelines list --name quarterdeck *|12")
            .answering("0|*|rest --method get *distributedtask/environments*|5")
            .shell(run(none(), "--dry-run").out());

    assertThat(script.exitCode()).as(script.error()).isZero();
    assertThat(lines.exitCode()).as(lines.error()).isZero();
    assertThat(script.changes()).hasSizeGreaterThan(40).isEqualTo(lines.changes());
  }

  @Test
  void aSecondRunCreatesNothing() throws Exception {
    SetupRun run = run(existing());

    assertThat(run.exitCode()).as(run.error()).isZero();
    assertThat(run.changes()).isEmpty();
    assertThat(run.commands()).hasSizeGreaterThan(60);
    assertThat(run.out()).doesNotContain("  created", "by hand");
  }

  @Test
  void theTeamsApprovalProtectsProductionAndTheBranchControlProtectsEachConnectionThatCanChange()
      throws Exception {
    List<String> checks =
        run(missing()).changes().stream()
            .filter(each -> each.contains("/checks/configurations"))
            .toList();

    assertThat(checks.stream().filter(each -> each.contains("\"Approval\"")))
        .hasSize(2)
        .allMatch(each -> each.contains("\"quarterdeck-prod"))
        .allMatch(each -> each.contains("\"requesterCannotBeApprover\": true"))
        .allMatch(each -> each.contains("abababab-0000-4000-8000-000000000000"));
    assertThat(checks.stream().filter(each -> each.contains("\"ExclusiveLock\""))).hasSize(4);
    assertThat(checks.stream().filter(each -> each.contains("evaluatebranchProtection")))
        .hasSize(5)
        .noneMatch(each -> each.contains("\"quarterdeck-preview\""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          devops service-endpoint list *quarterdeck-dev'].join* > ServicePrincipal cccccccc > Cannot use the service connection quarterdeck-dev: found ServicePrincipal cccccccc; expected WorkloadIdentityFederation cccccccc-0000-4000-8000-000000000003. Delete the connection
          identity federated-credential show * > https://other x > Cannot use the federated credential 'pipeline' of id-quarterdeck-preview: found issuer and subject https://other x; expected https://login.microsoftonline.com/
          pipelines variable-group list *PULUMI_BACKEND_URL* > azblob://other > Cannot use the variable group quarterdeck: found PULUMI_BACKEND_URL=azblob://other; expected azblob://state?storage_account=qdeckstate444455556666. Correct the variable
          rest *requesterCannotBeApprover* > false > Cannot use the check Approval of quarterdeck-prod: found settings.requesterCannotBeApprover false; expected true. Correct or delete the check
          rest *allowedBranches* > refs/heads/* > Cannot use the check Task Check of quarterdeck-prod-plan: found settings.inputs.allowedBranches refs/heads/*; expected refs/heads/main. Correct or delete the check
          """)
  void anExistingObjectThatIsNotSafeIsRefused(String command, String answer, String message)
      throws Exception {
    SetupRun run = run(existing().answering("0|*|" + command + "|" + answer));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error()).startsWith(message);
    assertThat(run.changes()).isEmpty();
  }

  @Test
  void anIdentityThatDoesNotExistEndsTheScript() throws Exception {
    SetupRun run =
        run(missing().answering("3|*|identity show *prod-plan*|(ResourceNotFound) Not found."));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            "ERROR: (ResourceNotFound) Not found.\n"
                + "Cannot read prod_plan_client: found the error above; expected the output of az"
                + " identity show --name id-quarterdeck-prod-plan --resource-group rg-pulumi --query"
                + " clientId --output tsv. Fix the cause and run this script again.");
  }

  @Test
  void aConnectionWithoutSubjectEndsTheScript() throws Exception {
    SetupRun run =
        run(missing().answering("0|*|devops service-endpoint list *Subject --output *|"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .startsWith("Cannot read preview_subject: found nothing; expected a value from az devops");
    assertThat(run.changes()).noneMatch(each -> each.startsWith("identity federated-credential"));
  }

  @Test
  void whatRemainsIsListed() throws Exception {
    SetupRun run =
        run(
            existing()
                .answering("0|*|pipelines pool list *quarterdeck-prod *|")
                .answering("0|*|rest --method get *graph/users*|"));

    assertThat(run.exitCode()).as(run.error()).isZero();
    assertThat(run.out())
        .endsWith(
            """

            What remains to be done by hand:
            - Create the pool quarterdeck-prod, with agents in the subnet snet-agents of prod (docs/pipeline.md).
            - Run the pipeline once, which creates the identity 'Data Platform Build Service (contoso)', then run this script again.
            """);
  }

  @Test
  void aRepositoryOnGitHubNeedsNoPolicyAndNoRightToComment() throws Exception {
    SetupRun run =
        run(
            missing(),
            "--repository",
            "contoso/platform",
            "--github-connection",
            "12345678-0000-4000-8000-000000000000");

    assertThat(run.exitCode()).as(run.error()).isZero();
    assertThat(run.changes())
        .noneMatch(each -> each.startsWith("repos ") || each.startsWith("devops security"))
        .anyMatch(
            each ->
                each.startsWith(
                    "pipelines create --name quarterdeck --repository contoso/platform"
                        + " --repository-type github --service-connection"
                        + " 12345678-0000-4000-8000-000000000000 "));
    assertThat(run.out()).contains("- In the triggers of the pipeline, do not build pull requests");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          --organization https://dev.azure.com/contoso > found the organization 'https://dev.azure.com/contoso'; expected --organization with the name in https://dev.azure.com/NAME
          --project a/b > found the project 'a/b'; expected --project with its name
          --repository contoso/platform > found the repository 'contoso/platform' without --github-connection; expected its name in Azure Repos
          --github-connection mine > found the GitHub connection 'mine'; expected the id of the service connection, a UUID
          --location westeurope > found the option '--location'; expected one of those that --help lists
          """)
  void aWrongOptionIsRefused(String options, String message) throws Exception {
    SetupRun run = run(none(), options.split(" "));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo("Cannot run setup/pipeline: " + message + ". Run setup/pipeline --help.");
  }

  private static SetupRun run(RecordingAz az, String... more) throws Exception {
    List<String> options = new ArrayList<>(OPTIONS);
    options.addAll(List.of(more));
    return az.run("pipeline", options.toArray(String[]::new));
  }

  private RecordingAz none() throws Exception {
    return RecordingAz.in(folder, "nothing.txt");
  }

  private RecordingAz missing() throws Exception {
    return RecordingAz.in(folder, "pipeline-missing.txt");
  }

  private RecordingAz existing() throws Exception {
    return RecordingAz.in(folder, "pipeline-existing.txt");
  }
}
