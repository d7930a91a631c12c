package io.quarterdeck.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobContainerItem;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quarterdeck.etl.azure.AccessVariables;
import io.quarterdeck.etl.azure.Scopes;
import io.quarterdeck.etl.azure.VaultSecrets;
import io.quarterdeck.etl.outputs.StackOutputs;
import io.quarterdeck.local.AzureStandIns;
import io.quarterdeck.local.CommandLineRun;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.arm.NeedsPulumi;
import io.quarterdeck.local.arm.PulumiProject;
import io.quarterdeck.local.doctor.LocalPatient.Found;
import io.quarterdeck.local.doctor.LocalPatient.Report;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real local stack, broken on purpose; each time the doctor's advice is followed and mends it.
 */
@NeedsNode
@ExtendWith(NeedsPulumi.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrokenStackIT {
  private static final String MAKE_AGAIN =
      "Run ./quarterdeck local repair, which creates it again; if pulumi up created this stack, run pulumi"
          + " refresh --stack NAME, then pulumi up --stack NAME.";
  private static final String START =
      "It belongs to a local stack that is not running: ./quarterdeck local start.";
  private static final String NEW_TOKEN =
      "Sign in again: az login, or write a new token into the file that QUARTERDECK_TOKEN_FILE names; a token is valid for about an hour.";

  @TempDir private static Path folder;

  private static LocalPatient patient;

  @BeforeAll
  static void standUp() throws Exception {
    patient = LocalPatient.in(folder);
  }

  @AfterAll
  static void takeDown() {
    if (patient != null) {
      patient.close();
    }
  }

  @Test
  @Order(1)
  void what_is_gone_behind_pulumis_back_is_made_again() throws Exception {
    StackOutputs known = patient.known();
    String group = known.resourceGroupId() + "/providers/";
    String landing =
        group
            + "Microsoft.Storage/storageAccounts/"
            + known.lake().account()
            + "/blobServices/default/containers/landing";
    patient.delete("storage:BlobContainer", landing);
    // Deleted with another program than Resource Manager, which is told of neither.
    patient.blobs().deleteBlobContainer("curated");
    String identity = patient.role("id-%-deployment");
    patient.sql("drop role \"" + identity + "\"");
    patient.sql("drop role platform");
    patient.delete("databricks:AccessConnector", known.databricks().accessConnectorId());
    new VaultSecrets(known.keyVault(), patient.access())
        .client()
        .beginDeleteSecret("postgres-password")
        .waitForCompletion();

    Report report = patient.doctor();

    assertThat(report.exitCode()).isEqualTo(1);
    Map<String, Found> failed = report.failed();
    assertThat(failed).containsOnlyKeys("containers", "access connector", "blob write", "secret");
    assertThat(failed.values()).extracting(Found::advice).containsOnly(MAKE_AGAIN);
    assertThat(failed.get("containers").found())
        .startsWith("the container landing: ResourceNotFound: ")
        .contains("; the container curated: ResourceNotFound: ");
    assertThat(patient.blobs().listBlobContainers())
        .extracting(BlobContainerItem::getName)
        .containsExactly("artifacts", "quarantine");
    assertThat(failed.get("access connector").found())
        .startsWith("ResourceNotFound: The Resource 'Microsoft.Databricks/accessConnectors/dbac-");
    assertThat(failed.get("blob write").found())
        .matches("writing of landing/\\.doctor/[0-9a-f-]{36} is refused: ContainerNotFound");
    assertThat(failed.get("secret").found())
        .startsWith("reading postgres-password is refused: SecretNotFound: ");
    assertThat(report.checks())
        .containsEntry("postgres sign-in", new Found("skipped", "because secret failed", ""));

    // The containers, the connector, the secret and the identity's administrator; and the server.
    assertThat(patient.pulumi("refresh")).contains("~ 1 updated").contains("- 5 deleted");
    assertThat(patient.pulumi("up")).contains("+ 5 created").contains("~ 1 updated");
    assertWellAgain();
    assertThat(patient.role("id-%-deployment")).isEqualTo(identity);
  }

  @Test
  @Order(2)
  void a_password_that_was_changed_in_the_server_is_set_again() throws Exception {
    patient.sql("alter role platform password 'somebody-elses'");

    Report report = patient.doctor();

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.failed()).containsOnlyKeys("postgres sign-in");
    assertThat(report.failed().get("postgres sign-in").found())
        .startsWith(
            "Cannot sign in to PostgreSQL: password authentication failed for user \"platform\""
                + " (SQLSTATE 28P01); expected a role and password that sign in at ")
        .endsWith(
            "Elsewhere the password is the vault's secret postgres-password: give both a new one with pulumi"
                + " config set --secret quarterdeck:postgresPassword --stack NAME, then pulumi up --stack NAME.");

    patient.password("second");
    patient.pulumi("up");
    assertWellAgain();
  }

  @Test
  @Order(3)
  void servers_that_are_stopped_are_started() throws Exception {
    patient.stack().kill("node");
    patient.stack().kill("postgres");

    Report report = patient.doctorByOutputs();

    assertThat(report.exitCode()).isEqualTo(1);
    int port = patient.settings().postgresPort();
    assertThat(report.failed())
        .containsOnly(
            Map.entry(
                "blob reach",
                new Found("failed", "127.0.0.1 takes no connection from here", START)),
            Map.entry(
                "postgres reach",
                new Found(
                    "failed",
                    "127.0.0.1 (127.0.0.1) takes no connection on port " + port + " from here",
                    START)));

    patient.stack().kill("java");
    assertThat(patient.doctorByOutputs().failed())
        .containsOnlyKeys(
            "resource manager",
            "blob reach",
            "key vault reach",
            "databricks reach",
            "postgres reach")
        .allSatisfy((name, found) -> assertThat(found.advice()).isEqualTo(START));
    assertThat(patient.refused("up"))
        .containsPattern(
            "Cannot run the Pulumi program: found nothing that listens on port \\d+, where"
                + " PULUMI_DEBUG_PROVIDERS has the local stack's provider; expected the local stack"
                + " to run\\. Run \\./quarterdeck local start, then this again\\.")
        .doesNotContain("did not begin responding");

    patient.command("local", "start");
    assertWellAgain();
  }

  @Test
  @Order(4)
  void wrong_settings_are_told_once_and_corrected_by_the_commands_that_are_told() throws Exception {
    PulumiProject project = patient.project();
    Path file = project.folder().resolve("Pulumi.local.yaml");
    Path other = project.folder().resolve("Pulumi.prod.yaml");
    String before = Files.readString(file);
    // What the README's commands changed of the committed file: the password and the salt.
    List<String> committed = Files.readAllLines(Path.of("../Pulumi.local.yaml"));
    assertThat(before.lines().filter(line -> !committed.contains(line)).map(String::strip))
        .hasSize(3)
        .allMatch(
            line -> line.matches("quarterdeck:postgresPassword:|secure: .*|encryptionsalt: .*"));
    assertThat(before.lines()).containsAll(committed);
    project.run("stack", "init", "prod").succeeds();
    String selected = Files.readString(other);
    patient.set("logDays", "soon");
    patient.set("postgresSKU", "Standard_B2s");
    patient.set("postgresDatabase", "postgres");
    project.run("config", "rm", "quarterdeck:owner", "--stack", "local").succeeds();

    String said = project.run("preview", "--stack", "local").fails().output();

    List<String> problems =
        said.lines().map(String::strip).filter(line -> line.contains(" Run: ")).toList();
    assertThat(problems)
        .containsExactly(
            "Cannot use the setting owner: found nothing; expected a value. Run: pulumi config set"
                + " quarterdeck:owner data-platform@example.com --stack local",
            "Cannot use the setting postgresDatabase: found 'postgres'; expected a name other"
                + " than those of the databases that each server has: postgres, azure_maintenance,"
                + " azure_sys, template0, template1. Run: pulumi config set"
                + " quarterdeck:postgresDatabase quarterdeck --stack local",
            "Cannot use the setting logDays: found 'soon'; expected a whole number from 30 to 730."
                + " Run: pulumi config set quarterdeck:logDays 90 --stack local",
            "Cannot use the setting postgresSKU: found no setting of that name; expected one that"
                + " Pulumi.yaml lists, such as postgresSku. Run: pulumi config rm"
                + " quarterdeck:postgresSKU --stack local && pulumi config set"
                + " quarterdeck:postgresSku Standard_B2s --stack local");
    assertThat(said)
        .contains(
            "Cannot use the settings of the stack local: found 4 problems; expected none. Nothing"
                + " was changed. Run the command in each line, then run this again:");
    for (String problem : problems) {
      project.shell(problem.substring(problem.indexOf(" Run: ") + " Run: ".length())).succeeds();
    }
    project.run("preview", "--stack", "local").succeeds();
    assertThat(other).hasContent(selected);
    Files.writeString(file, before);
    project.run("stack", "rm", "prod", "--yes").succeeds();
    project.run("stack", "select", "local").succeeds();
  }

  @Test
  @Order(5)
  void a_token_that_is_none_is_renewed() throws Exception {
    Path token = Files.writeString(folder.resolve("expired-token"), "expired");

    Report report = patient.doctorWith(Map.of(AccessVariables.TOKEN_FILE, token.toString()));

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.failed())
        .containsOnly(
            Map.entry(
                "resource group",
                new Found(
                    "failed",
                    "InvalidAuthenticationToken: The access token is invalid",
                    NEW_TOKEN)),
            Map.entry(
                "secret",
                new Found(
                    "failed",
                    "reading postgres-password is refused: Unauthorized: [InvalidToken] Error"
                        + " validating token: not known",
                    NEW_TOKEN)),
            Map.entry("databricks", new Found("failed", "403: Invalid access token.", NEW_TOKEN)));
  }

  @Test
  @Order(5)
  void who_is_not_signed_in_is_told_so_in_a_sentence() throws Exception {
    CommandLineRun run =
        patient.commandWith(
            Map.of(
                AccessVariables.TOKEN_FILE,
                "",
                // The only way to sign in that is tried, and there is no az: nothing is asked.
                "AZURE_TOKEN_CREDENTIALS",
                "AzureCliCredential",
                "PATH",
                folder.toString()),
            "bootstrap");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .endsWith(
            "Cannot sign in to Azure: no account is signed in (tried: AzureCli); expected an"
                + " account, a managed identity or a service connection. Run az login, or, in a"
                + " pipeline, run this in a task of the service connection (docs/azure.md).");
  }

  @Test
  @Order(6)
  void a_key_of_another_account_is_exchanged() throws Exception {
    Path key = Files.writeString(folder.resolve("other-key"), "Z3Vlc3NlZA==");

    Report report = patient.doctorWith(Map.of(AccessVariables.STORAGE_KEY_FILE, key.toString()));

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.failed()).containsOnlyKeys("blob write");
    Found found = report.failed().get("blob write");
    assertThat(found.found())
        .matches("writing of landing/\\.doctor/[0-9a-f-]{36} is refused: AuthorizationFailure");
    assertThat(found.advice())
        .isEqualTo(
            "The account has another key: write it into the file that QUARTERDECK_STORAGE_KEY_FILE"
                + " names; for the local stack, use --stack local.");
  }

  @Test
  @Order(7)
  void a_certificate_that_nobody_named_is_named() throws Exception {
    Report report = patient.doctorWith(Map.of(AccessVariables.TRUST_FILE, ""));

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.failed()).containsOnlyKeys("resource manager", "key vault reach");
    assertThat(report.failed().values())
        .allSatisfy(
            found -> {
              assertThat(found.found()).startsWith("TLS with 127.0.0.1 fails: ");
              assertThat(found.advice())
                  .isEqualTo(
                      "Name the certificate authority in QUARTERDECK_TRUST_FILE; for the local stack, use --stack local.");
            });
  }

  @Test
  @Order(8)
  void an_output_that_is_missing_is_named_with_its_version() throws Exception {
    String whole = Files.readString(patient.outputs());
    JsonObject less = JsonParser.parseString(whole).getAsJsonObject();
    less.remove("keyVaultUri");
    Files.writeString(patient.outputs(), less.toString());

    Report report = patient.doctorByOutputs();

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.checks()).containsOnlyKeys("outputs");
    assertThat(report.checks().get("outputs").found())
        .startsWith("Cannot use the outputs of the file " + patient.outputs() + ": ")
        .endsWith("keyVaultUri is missing; it exists since version 0.1.0");
    Files.writeString(patient.outputs(), whole);
  }

  @Test
  @Order(9)
  void a_resource_provider_that_is_not_registered_is_registered() throws Exception {
    post("/providers/Microsoft.Databricks/unregister");

    Report report = patient.doctor();

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.failed())
        .containsOnly(
            Map.entry(
                "resource providers",
                new Found(
                    "failed",
                    "not registered: Microsoft.Databricks",
                    "Register: az provider register --namespace Microsoft.Databricks --wait.")));
    patient.delete("databricks:AccessConnector", patient.known().databricks().accessConnectorId());
    patient.pulumi("refresh");
    assertThat(patient.refused("up"))
        .contains(
            "Status=409 (Conflict) Code=\"MissingSubscriptionRegistration\" Message=\"The"
                + " subscription registration is in 'Unregistered' state. The subscription must be"
                + " registered to use namespace 'Microsoft.Databricks'. See"
                + " https://aka.ms/rps-not-found for how to register subscriptions.\"");
    assertThat(patient.doctor().failed())
        .containsOnlyKeys("resource providers", "access connector");

    post("/providers/Microsoft.Databricks/register");
    patient.pulumi("up");
    assertWellAgain();
  }

  @Test
  @Order(10)
  void azures_throttling_is_waited_for_and_told_when_it_does_not_end() throws Exception {
    Path faults = AzureStandIns.folder(patient.stack().folder()).resolve("provider/faults.txt");
    Files.writeString(
        faults,
        "GET Microsoft.Storage/storageAccounts 503 9 1\nGET Microsoft.KeyVault/vaults 429 1 1\n");

    Report report = patient.doctor();

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.failed())
        .containsOnly(
            Map.entry(
                "storage account",
                new Found(
                    "failed",
                    "ServiceUnavailable: The service is temporarily unavailable. Please retry the"
                        + " request",
                    "Azure is busy: run this again in some minutes.")));
    Files.delete(faults);
    assertWellAgain();
  }

  @Test
  @Order(11)
  void without_pulumis_cli_the_stack_repairs_itself() throws Exception {
    assertThat(CommandLineRun.of(patient.stack(), "local", "repair").error())
        .endsWith(
            "Cannot repair the local stack's platform: Pulumi's CLI made it; expected one that a"
                + " command such as bootstrap made. Run pulumi refresh --stack local, then pulumi up"
                + " --stack local.");
    tearDownAsTheRunbookSays();
    assertThat(patient.doctor().failed()).isEmpty();
    patient.delete("operationalinsights:Workspace", patient.known().logAnalyticsWorkspaceId());

    Report report = patient.doctor();

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.failed()).containsOnlyKeys("log workspace");
    assertThat(report.failed().get("log workspace").advice()).isEqualTo(MAKE_AGAIN);
    patient.command("local", "repair");
    assertWellAgain();
  }

  private static void tearDownAsTheRunbookSays() throws Exception {
    Path settings = patient.project().folder().resolve("Pulumi.local.yaml");
    String before = Files.readString(settings);
    List<String> commands =
        Files.readAllLines(Path.of("../docs/runbooks/teardown.md")).stream()
            .map(String::strip)
            .filter(line -> line.startsWith("pulumi ") && line.contains("local --yes"))
            .toList();
    assertThat(commands).hasSize(2);
    for (String command : commands) {
      patient.project().shell(command).succeeds();
    }
    assertThat(settings).hasContent(before);
  }

  private static void assertWellAgain() throws Exception {
    Report report = patient.doctor();
    assertThat(report.failed()).isEmpty();
    assertThat(report.exitCode()).isZero();
    assertThat(report.checks()).hasSize(24);
  }

  /** What {@code az provider} sends. */
  private static void post(String path) {
    URI manager = URI.create(patient.endpoint(AzureStandIns.ARM));
    String url =
        manager
            + "/subscriptions/"
            + patient.known().subscriptionId()
            + path
            + "?api-version=2021-04-01";
    HttpRequest request =
        new HttpRequest(HttpMethod.POST, url)
            .setHeader(
                HttpHeaderName.AUTHORIZATION,
                "Bearer " + patient.access().token(Scopes.resourceManager(manager)));
    try (HttpResponse response = patient.access().http().sendSync(request, Context.NONE)) {
      assertThat(response.getStatusCode()).isEqualTo(200);
    }
  }
}
