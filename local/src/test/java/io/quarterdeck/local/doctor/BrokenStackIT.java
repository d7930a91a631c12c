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
import io.quarterdeck.azure.access.Scopes;
import io.quarterdeck.azure.access.VaultSecrets;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.local.AzureEmulators;
import io.quarterdeck.local.CommandLineRun;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.arm.NeedsPulumi;
import io.quarterdeck.local.arm.PulumiProject;
import io.quarterdeck.local.doctor.BreakableStack.Found;
import io.quarterdeck.local.doctor.BreakableStack.Report;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.testkit.AzureServer;
import io.quarterdeck.testkit.Certificate;
import java.net.URI;
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
 * Breaks a real local stack in several ways. After each, following the advice of doctor repairs it.
 * Each test repairs the stack even if it fails, so that the others begin with a stack that is well.
 */
@NeedsNode
@ExtendWith(NeedsPulumi.class)
class BrokenStackIT {
  private static final String START =
      "It belongs to a local stack that is not running: ./quarterdeck local start.";
  private static final String NEW_TOKEN =
      "Sign in again (az login; in a pipeline, in a task of the service connection). A token is"
          + " valid for about an hour, for one tenant and one service.";

  @TempDir private static Path folder;

  private static BreakableStack broken;

  @BeforeAll
  static void standUp() throws Exception {
    broken = BreakableStack.in(folder);
  }

  @AfterAll
  static void takeDown() {
    if (broken != null) {
      broken.close();
    }
  }

  @Test
  void theNetworkRulesDecideWhichServicesASelectedNetworkReaches() throws Exception {
    Report agents = from("agents");
    assertThat(agents.failed()).isEmpty();
    assertThat(agents.checks().get("network path").found())
        .isEqualTo("inside the network (agents): all services accept connections");

    Map<String, Found> peered = from("peered:10.1.0.0/16").failed();
    assertThat(peered)
        .containsOnlyKeys(
            "blob reach", "key vault reach", "databricks reach", "postgres reach", "network path");
    assertThat(peered.get("network path").found())
        .isEqualTo("none is open from a connected network (peered:10.1.0.0/16)");
    assertThat(peered.get("network path").advice())
        .startsWith("Add this network to the settings quarterdeck:clientCidrs and");
    assertThat(peered.get("postgres reach").found())
        .matches(
            "pg-\\S+ takes no connection from peered:10\\.1\\.0\\.0/16: its name has no address"
                + " there, because the zone pg-\\S+ is not linked to that network");
    assertThat(peered.get("key vault reach").found())
        .endsWith(
            ": the zone privatelink.vaultcore.azure.net is not linked to that network, and its"
                + " public network access is disabled");

    Report internet = from("internet");
    assertThat(internet.failed().get("blob reach").found())
        .endsWith(" takes no connection from internet: its public network access is disabled");
    assertThat(internet.failed().get("databricks reach").advice())
        .startsWith("With accessMode private, only the stack's own network and the networks in");
    assertThat(internet.failed().get("network path").found())
        .isEqualTo("none is open from public addresses (internet)");
    assertThat(internet.failed().get("network path").advice())
        .startsWith("Create a VPN gateway (docs/azure.md, Connect one person): pulumi config set");
    assertThat(from("vpn").failed().get("blob reach").found())
        .endsWith(" takes no connection from vpn: the stack has no VPN gateway");
    assertThat(internet.checks().get("postgres sign-in").found())
        .isEqualTo("because postgres reach failed");
  }

  private static Report from(String network) throws Exception {
    return broken.doctorWith(Map.of("QUARTERDECK_LOCAL_FROM", network));
  }

  @Test
  @Tag("nightly")
  void resourcesDeletedOutsidePulumiAreCreatedAgain() throws Exception {
    String identity = broken.role("data");
    String refreshed;
    String created;
    try {
      deleteResources(identity);
      reportsDeletedResources(broken.doctor());
    } finally {
      refreshed = broken.pulumi("refresh");
      created = broken.pulumi("up");
    }
    // The containers, the connector, the secret and the administrator of the identity are missing;
    // the server changed.
    assertThat(refreshed).contains("~ 1 updated").contains("- 5 deleted");
    assertThat(created).contains("+ 5 created").contains("~ 1 updated");
    broken.isWell();
    assertThat(broken.role("data")).isEqualTo(identity);
  }

  private static void deleteResources(String identity) throws Exception {
    OutputValues known = broken.known();
    broken.delete(
        "storage:BlobContainer",
        known.resourceGroupId()
            + "/providers/Microsoft.Storage/storageAccounts/"
            + known.lake().account()
            + "/blobServices/default/containers/landing");
    // Deleted without Resource Manager, so that neither it nor Pulumi knows.
    broken.blobs().deleteBlobContainer("curated");
    broken.sql("drop role \"" + identity + "\"");
    // The role owns the extensions.
    broken.sql(known.postgres().database(), "reassign owned by platform to quarterdeck");
    broken.sql("drop role platform");
    broken.delete("databricks:AccessConnector", known.databricks().accessConnectorId());
    new VaultSecrets(known.keyVault(), broken.access())
        .client()
        .beginDeleteSecret("postgres-password")
        .waitForCompletion();
  }

  private static void reportsDeletedResources(Report report) {
    assertThat(report.exitCode()).isEqualTo(1);
    Map<String, Found> failed = report.failed();
    assertThat(failed)
        .containsOnlyKeys(
            "containers", "curated container", "access connector", "blob write", "secret");
    assertThat(failed.values()).extracting(Found::advice).containsOnly(BreakableStack.MAKE_AGAIN);
    assertThat(failed.get("containers").found())
        .startsWith("the container landing: ResourceNotFound: ");
    assertThat(failed.get("curated container").found())
        .startsWith("the container curated: ResourceNotFound: ");
    assertThat(broken.blobs().listBlobContainers())
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
  }

  @Test
  @Tag("nightly")
  void pgauditIsReportedUntilTheServerIsPrepared() throws Exception {
    Report report = broken.unprepared();
    assertThat(report.exitCode()).isEqualTo(3);
    assertThat(report.checks())
        .containsEntry(
            "postgres audit",
            new Found(
                "warning",
                "pgaudit is not loaded: the server has not been restarted since its parameter"
                    + " shared_preload_libraries changed",
                "Run ./quarterdeck prepare-server --stack NAME, which restarts the server when no"
                    + " load, export or transaction runs."));
    String database = broken.known().postgres().database();
    try {
      broken.sql(database, "drop extension pgaudit");

      assertThat(broken.doctor().checks())
          .containsEntry(
              "postgres audit",
              new Found(
                  "warning",
                  "the database " + database + " does not have the extension pgaudit",
                  "Run ./quarterdeck prepare-server --stack NAME, which creates it."));
    } finally {
      broken.command("prepare-server", "--stack", "local");
    }
    broken.isWell();
  }

  @Test
  @Tag("nightly")
  void passwordThatWasChangedInTheServerIsSetAgain() throws Exception {
    try {
      broken.sql("alter role platform password 'somebody-elses'");

      Report report = broken.doctor();

      assertThat(report.exitCode()).isEqualTo(1);
      assertThat(report.failed()).containsOnlyKeys("postgres sign-in");
      assertThat(report.failed().get("postgres sign-in").found())
          .startsWith(
              "Cannot sign in to PostgreSQL: password authentication failed for user \"platform\""
                  + " (SQLSTATE 28P01); expected a role and password that sign in at ")
          .endsWith(
              "Elsewhere the password is the vault's secret postgres-password: give both a new one"
                  + " with pulumi config set --secret quarterdeck:postgresPassword --stack NAME,"
                  + " then pulumi up --stack NAME.");
    } finally {
      broken.password("second");
      broken.pulumi("up");
    }
    broken.isWell();
  }

  @Test
  @Tag("nightly")
  void stoppedServersAreReportedAndStarted() throws Exception {
    try {
      broken.stack().kill("node");
      broken.stack().kill("postgres");
      stoppedServersAreReported();

      broken.stack().kill("java");
      stoppedEmulatorsAreReported();
    } finally {
      broken.command("local", "start");
    }
    broken.isWell();
  }

  private static void stoppedServersAreReported() throws Exception {
    Report report = broken.doctorByOutputs();

    assertThat(report.exitCode()).isEqualTo(1);
    // Clients connect to the proxies before PostgreSQL and Azurite, which still run.
    assertThat(report.failed()).containsOnlyKeys("blob write", "postgres sign-in");
    Found write = report.failed().get("blob write");
    assertThat(write.found())
        .matches("writing of landing/\\.doctor/[0-9a-f-]{36} is refused: ServerBusy");
    assertThat(write.advice()).isEqualTo(START);
    assertThat(report.failed().get("postgres sign-in"))
        .isEqualTo(
            new Found(
                "failed",
                "PostgreSQL at 127.0.0.1 does not accept connections: the database system is not"
                    + " running (SQLSTATE 57P03)",
                START));
  }

  private static void stoppedEmulatorsAreReported() throws Exception {
    assertThat(broken.doctorByOutputs().failed())
        .containsOnlyKeys(
            "resource manager",
            "blob reach",
            "key vault reach",
            "databricks reach",
            "postgres reach")
        .allSatisfy((name, found) -> assertThat(found.advice()).isEqualTo(START));
    for (String operation : List.of("up", "refresh", "destroy")) {
      assertThat(broken.refused(operation))
          .contains(
              "Cannot reach the provider of the local stack: found nothing that listens on its"
                  + " port; expected the local stack to run. Run ./quarterdeck local start, then"
                  + " this again.")
          .doesNotContain("did not begin responding", "an unhandled error occurred");
    }
  }

  @Test
  @Tag("nightly")
  void wrongSettingsAreReportedTogetherWithCommandsThatCorrectThem() throws Exception {
    PulumiProject project = broken.project();
    Path file = project.folder().resolve("Pulumi.local.yaml");
    Path other = project.folder().resolve("Pulumi.prod.yaml");
    String before = Files.readString(file);
    onlyThePasswordDiffersFromTheCommittedFile(before);
    project.run("stack", "init", "prod").succeeds();
    try {
      String selected = Files.readString(other);
      broken.set("logDays", "soon");
      broken.set("postgresSKU", "Standard_B2s");
      broken.set("postgresDatabase", "postgres");
      project.run("config", "rm", "quarterdeck:owner", "--stack", "local").succeeds();

      String said = project.run("preview", "--stack", "local").fails().output();

      for (String problem : reportedProblems(said)) {
        project.shell(problem.substring(problem.indexOf(" Run: ") + " Run: ".length())).succeeds();
      }
      project.run("preview", "--stack", "local").succeeds();
      assertThat(other).hasContent(selected);
    } finally {
      Files.writeString(file, before);
      project.run("stack", "rm", "prod", "--yes").succeeds();
      project.run("stack", "select", "local").succeeds();
    }
  }

  @Test
  void peopleSignInToPostgresUnderTheNameOfTheirGroup() throws Exception {
    String outputs = broken.project().outputs("local").toString();
    assertThat(outputs).contains(";group:00000000-0000-4000-8000-000000000010:operators");
    Path entra =
        Files.writeString(
            folder.resolve("entra.json"),
            outputs.replace("\"postgresAuth\":\"password\"", "\"postgresAuth\":\"entra\""));
    assertThat(signIn(entra, "operator").found()).startsWith("operators in quarterdeck on ");
    assertThat(signIn(entra, "stranger").found())
        .startsWith(
            "Cannot sign in to PostgreSQL: The access token doesn't have a valid oid claim. Acquire"
                + " a new token and try again. (SQLSTATE 28000); expected a role and password");
    assertThat(signIn(entra, "operator", "--user", "platform").found())
        .startsWith(
            "Cannot sign in to PostgreSQL: password authentication failed for user \"platform\"");
    String identity = broken.role("data");
    assertThat(signIn(entra, identity).found()).startsWith(identity + " in quarterdeck on ");
    assertThat(signIn(entra, "operator", "--user", identity).found())
        .startsWith(
            "Cannot sign in to PostgreSQL: Service principals cannot generate"
                + " AAD_AUTH_TOKENTYPE_APP_USER tokens for role \""
                + identity
                + "\". (SQLSTATE 28000)");
  }

  private static Found signIn(Path outputs, String principal, String... options) throws Exception {
    return broken
        .doctorOf(outputs, broken.signedInAs(principal), options)
        .checks()
        .get("postgres sign-in");
  }

  /** The README's commands changed the password and the salt in the committed file. */
  private static void onlyThePasswordDiffersFromTheCommittedFile(String text) throws Exception {
    List<String> committed = Files.readAllLines(Path.of("../Pulumi.local.yaml"));
    assertThat(text.lines().filter(line -> !committed.contains(line)).map(String::strip))
        .hasSize(4)
        .allMatch(
            line ->
                line.matches(
                    "quarterdeck:postgres(Auth: password|Password:)|secure: .*|encryptionsalt:"
                        + " .*"));
    assertThat(text.lines()).containsAll(committed);
  }

  private static List<String> reportedProblems(String said) {
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
    return problems;
  }

  @Test
  void invalidTokenIsReplaced() throws Exception {
    Certificate certificate = Certificate.in(Files.createDirectories(folder.resolve("other")));
    Report report;
    try (AzureServer other = new AzureServer(certificate)) {
      // The challenge of the vault names this tenant.
      String tenant = LocalTenant.ID;
      other.on(
          "POST",
          "/" + tenant + "/oauth2/v2.0/token",
          request ->
              AzureServer.Answer.json(
                  200,
                  "{\"token_type\": \"Bearer\", \"expires_in\": 3600, \"access_token\": \"no"
                      + " token\"}"));
      Map<String, String> signedIn = new HashMap<>(other.environment(folder, certificate));
      signedIn.remove(EnvironmentVariables.RESOURCE_MANAGER);
      signedIn.put("AZURE_TENANT_ID", tenant);
      // The other tenant and the local stack have different certificates.
      signedIn.put(
          EnvironmentVariables.TRUST_FILE,
          Files.writeString(
                  folder.resolve("both.pem"),
                  Files.readString(certificate.pem()) + Files.readString(broken.trusted()))
              .toString());
      signedIn.put("MSI_ENDPOINT", "");
      report = broken.doctorWith(signedIn);
    }

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.failed())
        .containsOnlyKeys("resource group", "secret", "blob write", "databricks")
        .contains(
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
    assertThat(report.failed().get("blob write").found())
        .endsWith(" is refused: InvalidAuthenticationInfo");
    assertThat(report.failed().get("blob write").advice()).isEqualTo(NEW_TOKEN);
  }

  @Test
  @Tag("nightly")
  void shellOfAManagedIdentitySignsInWithTheMetadataService() throws Exception {
    String id = broken.known().jobIdentity().id();
    String name = id.substring(id.lastIndexOf('/') + 1);

    Report report = broken.doctorWith(broken.signedInAs(name));

    assertThat(report.checks().get("sign-in").found())
        .matches(
            "the application [-0-9a-f]{36} \\(object [-0-9a-f]{36}\\) of the tenant"
                + " 00000000-0000-4000-8000-000000000002");
    // The job identity has rights on blobs only.
    String group = broken.known().resourceGroupId();
    Found refused = report.failed().get("resource group");
    assertThat(refused.found())
        .startsWith("AuthorizationFailed: The client '")
        .containsIgnoringCase(
            "does not have authorization to perform action"
                + " 'Microsoft.Resources/subscriptions/resourceGroups/read' over scope '"
                + group
                + "'");
    assertThat(refused.advice())
        .isEqualTo(
            "Ask for the role Reader: az role assignment create --role Reader --assignee YOU"
                + " --scope "
                + group
                + ".");
    assertThat(report.checks().get("blob write").result()).isEqualTo("ok");
    assertThat(report.checks().get("secret").result()).isEqualTo("failed");
  }

  @Test
  void missingSignInIsReportedInOneSentence() throws Exception {
    CommandLineRun run =
        broken.commandWith(
            Map.of(
                // The only permitted way to sign in, and az does not exist: nothing else is tried.
                "AZURE_TOKEN_CREDENTIALS", "AzureCliCredential", "PATH", folder.toString()),
            "bootstrap");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.error())
        .endsWith(
            "Cannot sign in to Azure: no account is signed in (tried: AzureCli); expected an"
                + " account, a managed identity or a service connection. Run az login, or, in a"
                + " pipeline, run this in a task of the service connection (docs/azure.md).");
  }

  @Test
  void keyIsRefusedAndUnset() throws Exception {
    Path key = Files.writeString(folder.resolve("key"), broken.settings().blobKey());

    Report report =
        broken.doctorWith(Map.of(EnvironmentVariables.STORAGE_KEY_FILE, key.toString()));

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.failed()).containsOnlyKeys("blob write");
    Found found = report.failed().get("blob write");
    assertThat(found.found())
        .matches(
            "writing of landing/\\.doctor/[0-9a-f-]{36} is refused:"
                + " KeyBasedAuthenticationNotPermitted");
    assertThat(found.advice())
        .isEqualTo("The account accepts only tokens: unset QUARTERDECK_STORAGE_KEY_FILE.");
  }

  @Test
  void untrustedCertificateIsReported() throws Exception {
    Report report = broken.doctorWith(Map.of(EnvironmentVariables.TRUST_FILE, ""));

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.failed())
        .containsOnlyKeys("resource manager", "key vault reach", "blob reach");
    assertThat(report.failed().values())
        .allSatisfy(
            found -> {
              assertThat(found.found()).startsWith("TLS with 127.0.0.1 fails: ");
              assertThat(found.advice())
                  .isEqualTo(
                      "Name the certificate authority in QUARTERDECK_TRUST_FILE; for the local"
                          + " stack, use --stack local.");
            });
  }

  @Test
  void missingOutputIsReportedWithItsVersion() throws Exception {
    JsonObject less = JsonParser.parseString(Files.readString(broken.outputs())).getAsJsonObject();
    less.remove("keyVaultUri");
    Path file = Files.writeString(folder.resolve("fewer-outputs.json"), less.toString());

    Report report = broken.doctorOf(file);

    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.checks()).containsOnlyKeys("outputs");
    assertThat(report.checks().get("outputs").found())
        .startsWith("Cannot use the outputs of the file " + file + ": ")
        .endsWith("keyVaultUri is missing; it exists since version 0.1.0");
  }

  @Test
  @Tag("nightly")
  void unregisteredResourceProviderIsRegistered() throws Exception {
    try {
      post("/providers/Microsoft.Databricks/unregister");
      unregisteredProviderIsReported(broken.doctor());
      broken.delete("databricks:AccessConnector", broken.known().databricks().accessConnectorId());
      broken.pulumi("refresh");
      assertThat(broken.refused("up"))
          .contains(
              "Status=409 (Conflict) Code=\"MissingSubscriptionRegistration\" Message=\"The"
                  + " subscription registration is in 'Unregistered' state. The subscription must"
                  + " be registered to use namespace 'Microsoft.Databricks'. See"
                  + " https://aka.ms/rps-not-found for how to register subscriptions.\"");
      assertThat(broken.doctor().failed())
          .containsOnlyKeys("resource providers", "access connector");
    } finally {
      post("/providers/Microsoft.Databricks/register");
      broken.pulumi("up");
    }
    broken.isWell();
  }

  private static void unregisteredProviderIsReported(Report report) {
    assertThat(report.exitCode()).isEqualTo(1);
    assertThat(report.failed())
        .containsOnly(
            Map.entry(
                "resource providers",
                new Found(
                    "failed",
                    "not registered: Microsoft.Databricks",
                    "Register: az provider register --namespace Microsoft.Databricks --wait.")));
  }

  @Test
  @Tag("nightly")
  void whatAzureDoesNotOfferIsReportedBeforeAStackExists() throws Exception {
    Path settings = broken.project().folder().resolve("Pulumi.prod.yaml");
    String committed = Files.readString(settings);
    // The committed file is that of an environment that exists.
    assertThat(broken.doctorBeforeUp("prod").failed()).containsOnlyKeys("root key");
    try {
      Files.writeString(
          settings,
          committed.replace("config:\n", "config:\n  quarterdeck:databricksRootKey: prepare\n"));
      Report offered = broken.doctorBeforeUp("prod");
      assertThat(offered.failed()).isEmpty();
      // Azure opens the paired region only on request.
      assertThat(offered.exitCode()).isEqualTo(3);
      assertThat(offered.checks())
          .hasSize(18)
          .containsEntry(
              "location", new Found("ok", "swedencentral, where the environment is new", ""))
          .containsEntry("postgres standby", new Found("ok", "zoneRedundant", ""));

      Files.writeString(
          settings,
          Files.readString(settings).replace("location: swedencentral", "location: westeurope"));
      Report blocked = broken.doctorBeforeUp("prod");
      assertThat(blocked.exitCode()).isEqualTo(1);
      assertThat(blocked.failed()).containsOnlyKeys("postgres standby");
      assertThat(blocked.failed().get("postgres standby").found())
          .isEqualTo(
              "Cannot deploy postgresHighAvailability zoneRedundant: westeurope offers only"
                  + " sameZone to new servers of the size Standard_D4ds_v5; expected a region and"
                  + " a size with this standby");
    } finally {
      Files.writeString(settings, committed);
    }
  }

  @Test
  @Tag("nightly")
  void aStackThatExistsIsNotMovedToAnotherRegion() throws Exception {
    assertThat(broken.doctorBeforeUp("local").failed()).isEmpty();
    Path settings = broken.project().folder().resolve("Pulumi.local.yaml");
    String before = Files.readString(settings);
    try {
      Files.writeString(
          settings, before.replace("location: swedencentral", "location: northeurope"));
      assertThat(broken.doctorBeforeUp("local").failed()).containsOnlyKeys("location");
    } finally {
      Files.writeString(settings, before);
    }
  }

  @Test
  @Tag("nightly")
  void throttlingIsRetriedAndReportedIfItPersists() throws Exception {
    Path faults = AzureEmulators.folder(broken.stack().folder()).resolve("provider/faults.txt");
    Files.writeString(
        faults,
        "GET Microsoft.Storage/storageAccounts 503 9 1\nGET Microsoft.KeyVault/vaults 429 1 1\n");
    try {
      Report report = broken.doctor();

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
    } finally {
      Files.delete(faults);
    }
    broken.isWell();
  }

  @Test
  void localRepairIsRefusedBecausePulumiCreatedTheStack() throws Exception {
    assertThat(CommandLineRun.of(broken.stack(), "local", "repair").error())
        .endsWith(
            "Cannot repair the local stack's platform: Pulumi's CLI created it; expected a"
                + " platform that a command such as bootstrap created. Run pulumi refresh --stack"
                + " local, then pulumi up --stack local.");
  }

  /** Sends the request that {@code az provider} sends. */
  private static void post(String path) {
    URI manager = URI.create(broken.endpoint(AzureEmulators.ARM));
    String url =
        manager
            + "/subscriptions/"
            + broken.known().subscriptionId()
            + path
            + "?api-version=2021-04-01";
    HttpRequest request =
        new HttpRequest(HttpMethod.POST, url)
            .setHeader(
                HttpHeaderName.AUTHORIZATION,
                "Bearer " + broken.access().token(Scopes.resourceManager(manager)));
    try (HttpResponse response = broken.access().http().sendSync(request, Context.NONE)) {
      assertThat(response.getStatusCode()).isEqualTo(200);
    }
  }
}
