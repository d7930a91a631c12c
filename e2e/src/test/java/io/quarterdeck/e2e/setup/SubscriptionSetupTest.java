package io.quarterdeck.e2e.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs {@code setup/subscription}. */
class SubscriptionSetupTest {
  private static final String SUBSCRIPTION = "00000000-1111-2222-3333-444455556666";
  private static final String OTHER = "00000000-1111-2222-3333-777788889999";

  /** Options that use every step. */
  private static final String[] ALL = {
    "--subscription", SUBSCRIPTION,
    "--location", "westeurope",
    "--environment", "dev",
    "--production", "prod=/subscriptions/" + OTHER + "/resourceGroups/rg-qdeck-prod-sec-8b2a4",
    "--operators-group", "11111111-0000-4000-8000-000000000001",
    "--issuer", "https://token.example.com",
    "--subject", "preview=repo:contoso/platform:pull_request"
  };

  @TempDir Path folder;

  @Test
  void theDryRunPrintsEachCommandAndRunsNone() throws Exception {
    SetupRun run = none().run("subscription", "--subscription", SUBSCRIPTION, "--dry-run");

    assertThat(run.error()).isEmpty();
    assertThat(run.out()).isEqualTo(RecordingAz.text("subscription-dry-run.txt"));
    assertThat(run.commands()).isEmpty();
  }

  @Test
  void theLinesOfTheDryRunDoWhatTheScriptDoes() throws Exception {
    SetupRun script = missing().run("subscription", ALL);
    String[] dryRun = new String[ALL.length + 1];
    System.arraycopy(ALL, 0, dryRun, 0, ALL.length);
    dryRun[ALL.length] = "--dry-run";
    SetupRun lines = missing().shell(none().run("subscription", dryRun).out());

    assertThat(script.exitCode()).as(script.error()).isZero();
    assertThat(lines.exitCode()).as(lines.error()).isZero();
    assertThat(script.changes()).hasSizeGreaterThan(50).isEqualTo(lines.changes());
  }

  @Test
  void aSecondRunCreatesNothingAndPrintsTheSettings() throws Exception {
    SetupRun run =
        existing()
            .run(
                "subscription",
                "--subscription",
                SUBSCRIPTION,
                "--operators-group",
                "11111111-0000-4000-8000-000000000001");

    assertThat(run.exitCode()).as(run.error()).isZero();
    assertThat(run.changes()).isEmpty();
    assertThat(run.commands()).hasSizeGreaterThan(40);
    assertThat(run.out())
        .doesNotContain("  created", "  changed")
        .contains(
            """
            Create one key for each stack
              exists   the key pulumi-dev
              exists   the key pulumi-prod
            """,
            """

                pulumi login 'azblob://state?storage_account=qdeckstate444455556666'
                pulumi stack init dev --secrets-provider 'azurekeyvault://qdeckkeys444455556666.vault.azure.net/keys/pulumi-dev'
                pulumi config set azure-native:subscriptionId 00000000-1111-2222-3333-444455556666 --stack dev
                pulumi config set quarterdeck:subscriptionId 00000000-1111-2222-3333-444455556666 --stack dev
                pulumi config set quarterdeck:operatorsGroupId 11111111-0000-4000-8000-000000000001 --stack dev
                pulumi config set quarterdeck:operatorsGroupName 'Data operators' --stack dev
            """,
            "    prod-data    bbbbbbbb-0000-4000-8000-000000000006 cccccccc-0000-4000-8000-000000000006\n");
  }

  /** Each row: the command, its answer, and the beginning of the message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          storage account show * > true false TLS1_2 > Cannot use the storage account qdeckstate444455556666: found shared keys, public blobs and TLS: true false TLS1_2; expected false false TLS1_2. Run az storage account update --name qdeckstate444455556666
          storage container-rm show * > Blob > Cannot use the container state of qdeckstate444455556666: found public access 'Blob'; expected none. Run az storage container-rm update
          keyvault show * > true null > Cannot use the vault qdeckkeys444455556666: found roles and purge protection: true null; expected true true. Run az keyvault update --name qdeckkeys444455556666
          keyvault key show * > EC > Cannot use the key pulumi-dev of qdeckkeys444455556666: found the type EC; expected RSA. Name another --vault.
          role assignment list * --role Role Based* > Role Based Access Control Administrator without a condition > Cannot use the assignment of 'Role Based Access Control Administrator' to dev on /subscriptions/00000000-1111-2222-3333-444455556666: found Role Based Access Control Administrator without a condition; expected ((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'}))
          """)
  void anExistingObjectThatIsNotSafeIsRefused(String command, String answer, String message)
      throws Exception {
    SetupRun run =
        existing()
            .answering("0|*|" + command + "|" + answer)
            .run("subscription", "--subscription", SUBSCRIPTION);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error()).startsWith(message);
    assertThat(run.changes()).isEmpty();
  }

  @Test
  void aFederatedCredentialForAnotherSubjectIsRefused() throws Exception {
    SetupRun run =
        existing()
            .answering("0|*|identity federated-credential show *|https://token.example.com other")
            .run("subscription", ALL);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .startsWith(
            "Cannot use the federated credential 'pipeline' of id-quarterdeck-preview: found issuer"
                + " and subject https://token.example.com other; expected https://token.example.com"
                + " repo:contoso/platform:pull_request. Run az identity federated-credential"
                + " delete ");
  }

  @Test
  void keysAreCreatedWhenTheNewRoleIsEffective() throws Exception {
    SetupRun run =
        missing()
            .answering("1|3|keyvault key show *|(Forbidden) Caller is not authorized.")
            .answering("1|2|keyvault key create *|(Forbidden) Caller is not authorized.")
            .run("subscription", "--subscription", SUBSCRIPTION);

    assertThat(run.exitCode()).as(run.error()).isZero();
    assertThat(run.commands().stream().filter(each -> each.startsWith("keyvault key create")))
        .hasSize(6);
    assertThat(run.out()).contains("  created  the key pulumi-dev\n");
  }

  /** Azure registers a feature some minutes after it accepted the request. */
  @Test
  void theScriptWaitsUntilTheFeatureIsRegistered() throws Exception {
    SetupRun run =
        missing()
            .answering("0|2|feature show *'Registered'*|")
            .run("subscription", "--subscription", SUBSCRIPTION);

    assertThat(run.exitCode()).as(run.error()).isZero();
    assertThat(run.commands().stream().filter(each -> each.startsWith("feature show"))).hasSize(4);
    assertThat(run.out()).contains("  created  Microsoft.Compute/EncryptionAtHost\n");
  }

  @Test
  void anErrorThatDoesNotMeanMissingEndsTheScript() throws Exception {
    SetupRun run =
        missing()
            .answering("1|*|keyvault show *|(AuthorizationFailed) No right to read the vault.")
            .run("subscription", "--subscription", SUBSCRIPTION);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .startsWith(
            "ERROR: (AuthorizationFailed) No right to read the vault.\nCannot run az keyvault")
        .endsWith(
            "found the error above; expected success or a missing object. Fix the cause and run"
                + " this script again.");
    assertThat(run.changes()).noneMatch(each -> each.startsWith("keyvault"));
  }

  @Test
  void aRefusedCommandEndsTheScript() throws Exception {
    SetupRun run =
        missing()
            .answering("1|*|storage account create *|(StorageAccountAlreadyTaken) Taken.")
            .run("subscription", "--subscription", SUBSCRIPTION);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error()).isEqualTo("ERROR: (StorageAccountAlreadyTaken) Taken.");
    assertThat(run.changes().get(run.changes().size() - 1)).startsWith("storage account create ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          --subscription X > found the subscription 'X'; expected --subscription with its id, a lower-case UUID
          --subscription > found --subscription without a value; expected a value after it
          --undo yes > found the option '--undo'; expected one of those that --help lists
          --account Upper > found the account 'Upper'; expected 3 to 24 lower-case letters and digits
          --vault 1vault > found the vault '1vault'; expected 3 to 24 lower-case letters and digits, a letter first
          --location Sweden-Central > found the location 'Sweden-Central'; expected the name of a region, such as swedencentral
          --environment preview > found the environment 'preview'; expected 1 to 12 lower-case letters and digits, a letter first, and not 'preview'
          --environment dev=rg-dev > found 'rg-dev' for the environment 'dev'; expected the id of a subscription or /subscriptions/ID/resourceGroups/NAME
          --operators-group Operators > found the object id 'Operators'; expected a UUID
          --issuer https://token.example.com > found --issuer without --subject; expected a subject for each identity
          --subject preview=x > found --subject and the issuer ''; expected --issuer with a URL that starts with https://
          """)
  void aWrongOptionIsRefused(String options, String message) throws Exception {
    String[] words = ("--subscription " + SUBSCRIPTION + " " + options).split(" ");
    SetupRun run = none().run("subscription", words);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .isEqualTo(
            "Cannot run setup/subscription: " + message + ". Run setup/subscription --help.");
  }

  @Test
  void aSubjectNeedsAnIdentityThatExists() throws Exception {
    SetupRun run =
        none()
            .run(
                "subscription",
                "--subscription",
                SUBSCRIPTION,
                "--issuer",
                "https://token.example.com",
                "--subject",
                "test=x");

    assertThat(run.error())
        .isEqualTo(
            "Cannot run setup/subscription: found the subject 'test=x'; expected IDENTITY=TEXT,"
                + " with an identity of preview prod-plan dev dev-data prod prod-data. Run"
                + " setup/subscription --help.");
  }

  private RecordingAz none() throws Exception {
    return RecordingAz.in(folder, "nothing.txt");
  }

  private RecordingAz missing() throws Exception {
    return RecordingAz.in(folder, "subscription-missing.txt");
  }

  private RecordingAz existing() throws Exception {
    return RecordingAz.in(folder, "subscription-existing.txt");
  }
}
