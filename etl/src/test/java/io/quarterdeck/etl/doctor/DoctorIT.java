package io.quarterdeck.etl.doctor;

import static io.quarterdeck.etl.azure.AzureServer.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.etl.azure.AccessVariables;
import io.quarterdeck.etl.azure.AzureServer;
import io.quarterdeck.etl.azure.AzureSite;
import io.quarterdeck.etl.azure.Certificate;
import io.quarterdeck.etl.load.PostgresServer;
import io.quarterdeck.etl.outputs.OutputsFile;
import io.quarterdeck.etl.outputs.OutputsSource;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Breaks one thing of a healthy stack after the other: the right check must say the right thing.
 */
class DoctorIT {
  @RegisterExtension static final PostgresServer POSTGRES = new PostgresServer();

  @TempDir private static Path shared;
  private static Certificate certificate;

  @TempDir private Path folder;
  private AzureServer azure;
  private OutputsFile outputs;
  private Map<String, String> environment;

  @BeforeAll
  static void makeCertificate() throws Exception {
    certificate = Certificate.in(shared);
  }

  @BeforeEach
  void startHealthy() throws Exception {
    azure = new AzureServer(certificate);
    URI postgres = URI.create(POSTGRES.jdbcUrl().substring("jdbc:".length()));
    HealthyAzure.teach(azure, postgres.getHost());
    environment = new HashMap<>(azure.environment(folder, certificate));
    outputs =
        new OutputsFile()
            .with("blobEndpoint", azure.url() + "/lake/")
            .with("keyVaultUri", azure.url() + "/")
            .with("databricksUrl", azure.url())
            .with("postgresHost", postgres.getHost())
            .with("postgresPort", Integer.toString(postgres.getPort()))
            .with("postgresDatabase", postgres.getPath().substring(1))
            .with("postgresUser", "postgres")
            .with("postgresAuth", "password");
  }

  @AfterEach
  void stopAzure() {
    azure.close();
  }

  @Test
  void aHealthyStackIsAllWell() throws Exception {
    assertThat(examine(Purpose.DEPLOY))
        .allSatisfy(
            (check, finding) ->
                assertThat(finding).as(check).extracting(Finding::status).isEqualTo(Status.OK))
        .hasSize(24)
        .containsEntry("sign-in", Finding.ok("someone whom the token does not name"))
        .containsEntry(
            "rights to load", ok("Storage Blob Data Contributor, Key Vault Secrets User"))
        .containsEntry("containers", ok("landing, curated, quarantine, artifacts"))
        .containsEntry("postgres server", ok("psql, Ready"))
        .containsEntry("blob write", ok("written to landing and deleted"))
        .containsEntry("secret", ok("postgres-password can be read"))
        .containsEntry("databricks", ok("ready, as ada@example.com"));
    assertThat(azure.requests())
        .anyMatch(request -> request.startsWith("PUT /lake/landing/.doctor/"))
        .anyMatch(request -> request.startsWith("DELETE /lake/landing/.doctor/"));
  }

  @Test
  void withEntraThereIsNoSecretToRead() throws Exception {
    outputs.with("postgresAuth", "entra");
    assertThat(examine())
        .containsEntry("secret", Finding.skipped("roles sign in with entra: there is no password"))
        .containsEntry("rights to load", ok("Storage Blob Data Contributor"))
        .hasEntrySatisfying(
            "postgres sign-in", finding -> assertThat(finding.status()).isEqualTo(Status.OK));
  }

  @Test
  void nobodySignedInStopsAllThatNeedsSomeone() throws Exception {
    environment.put(AccessVariables.TOKEN_FILE, folder.resolve("nowhere").toString());
    Map<String, Finding> findings = examine();
    assertThat(findings.get("sign-in").found())
        .startsWith("Cannot sign in to Azure: the token file " + folder.resolve("nowhere"))
        .endsWith(
            "; expected someone who is signed in. Run az login, or, in a pipeline, run this in a"
                + " task of the service connection (docs/azure.md).");
    assertThat(findings)
        .containsEntry("resource group", Finding.skipped("sign-in failed"))
        .containsEntry("storage account", Finding.skipped("sign-in failed"))
        .containsEntry("blob write", Finding.skipped("sign-in failed"))
        .hasEntrySatisfying("clock", each -> assertThat(each.status()).isEqualTo(Status.OK))
        .hasEntrySatisfying("blob reach", each -> assertThat(each.status()).isEqualTo(Status.OK));
  }

  @Test
  void aTokenOfAnotherTenantIsSentToItsTenant() throws Exception {
    azure.on(
        "GET",
        OutputsFile.GROUP,
        401,
        error("InvalidAuthenticationTokenTenant", "The access token is from the wrong issuer."));
    assertThat(examine().get("resource group"))
        .isEqualTo(
            Finding.failed(
                "InvalidAuthenticationTokenTenant: The access token is from the wrong issuer",
                "Sign in to the subscription's tenant: az login --tenant TENANT, then az account"
                    + " set --subscription 00000000-0000-0000-0000-000000000001."));
  }

  @Test
  void aGroupThatIsGoneIsToBeMadeAgain() throws Exception {
    azure.on(
        "GET",
        OutputsFile.GROUP,
        404,
        error(
            "ResourceGroupNotFound",
            "Resource group 'rg-qdeck-dev-weu-0c472' could not be found."));
    Map<String, Finding> findings = examine();
    assertThat(findings.get("resource group"))
        .isEqualTo(
            Finding.failed(
                "ResourceGroupNotFound: Resource group 'rg-qdeck-dev-weu-0c472' could not be found",
                "The outputs name a group that is gone: run pulumi refresh, then pulumi up."));
    assertThat(findings).containsEntry("key vault", Finding.skipped("resource group failed"));
  }

  @Test
  void noRightToReadTheGroupAsksForReader() throws Exception {
    azure.on(
        "GET", OutputsFile.GROUP, 403, error("AuthorizationFailed", "The client has no role."));
    assertThat(examine().get("resource group"))
        .isEqualTo(
            Finding.failed(
                "AuthorizationFailed: The client has no role",
                "Have the role Reader assigned to you: az role assignment create --role Reader"
                    + " --assignee YOU --scope "
                    + OutputsFile.GROUP
                    + "."));
  }

  @Test
  void aMissingRightNamesItsRoleAndItsScope() throws Exception {
    String blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/";
    azure.on(
        "GET",
        HealthyAzure.ACCOUNT + HealthyAzure.PERMISSIONS,
        200,
        HealthyAzure.role("[\"*\"]", "[\"" + blobs + "read\"]"));
    assertThat(examine().get("rights to load"))
        .isEqualTo(
            Finding.failed(
                "missing: " + blobs + "write, " + blobs + "delete",
                "Have the role Storage Blob Data Contributor assigned to you: az role assignment"
                    + " create --role 'Storage Blob Data Contributor' --assignee YOU --scope "
                    + HealthyAzure.ACCOUNT
                    + ". It takes some minutes to count."));
  }

  @Test
  void whoMayLoadNeedNotBeOneWhoMayDeploy() throws Exception {
    azure.on(
        "GET",
        OutputsFile.GROUP + HealthyAzure.PERMISSIONS,
        200,
        """
        {"value": [{"actions": ["*"], "dataActions": [],
          "notActions": ["Microsoft.Authorization/*/Write"], "notDataActions": []}]}
        """);
    assertThat(examine()).doesNotContainKey("rights to deploy");
    Finding finding = examine(Purpose.DEPLOY).get("rights to deploy");
    assertThat(finding.found())
        .isEqualTo(
            "missing: Microsoft.Authorization/roleAssignments/write,"
                + " Microsoft.Authorization/locks/write");
    assertThat(finding.advice())
        .contains("--role 'Role Based Access Control Administrator' --assignee YOU --scope ")
        .contains("a custom role with Microsoft.Authorization/locks/*");
  }

  @Test
  void aProviderThatIsNotRegisteredIsToBeRegistered() throws Exception {
    azure.on(
        "GET",
        HealthyAzure.PROVIDERS,
        200,
        HealthyAzure.providers(ProvidersCheck.NAMESPACES.subList(0, 9)));
    assertThat(examine().get("resource providers"))
        .isEqualTo(
            Finding.failed(
                "not registered: Microsoft.Authorization, Microsoft.Consumption",
                "Register: az provider register --namespace Microsoft.Authorization --wait; az"
                    + " provider register --namespace Microsoft.Consumption --wait."));
  }

  @Test
  void aDeletedAccountIsToBeMadeAgain() throws Exception {
    azure.on("GET", HealthyAzure.ACCOUNT, 404, error("ResourceNotFound", "It was not found."));
    Map<String, Finding> findings = examine();
    assertThat(findings.get("storage account"))
        .isEqualTo(
            Finding.failed(
                "ResourceNotFound: It was not found",
                "Run pulumi refresh, which sees that it is gone, then pulumi up, which makes it"
                    + " again."));
    assertThat(findings).containsEntry("containers", Finding.skipped("storage account failed"));
  }

  @Test
  void aDeletedContainerIsNamed() throws Exception {
    azure.on(
        "GET", HealthyAzure.container("quarantine"), 404, error("ContainerNotFound", "It is not."));
    assertThat(examine().get("containers").found())
        .isEqualTo("the container quarantine: ContainerNotFound: It is not");
  }

  @Test
  void aStoppedServerIsToBeStarted() throws Exception {
    azure.on("GET", HealthyAzure.SERVERS, 200, HealthyAzure.server("LOCALHOST", "Stopped"));
    assertThat(examine().get("postgres server"))
        .isEqualTo(
            Finding.failed(
                "psql is Stopped; expected Ready",
                "Start it: az postgres flexible-server start --ids /of/psql. Azure starts a stopped"
                    + " server by itself after seven days."));
  }

  @Test
  void anotherServerIsNotTakenForOurs() throws Exception {
    azure.on("GET", HealthyAzure.SERVERS, 200, HealthyAzure.server("other.example", "Ready"));
    assertThat(examine().get("postgres server").found())
        .isEqualTo("the resource group has none whose fullyQualifiedDomainName is localhost");
  }

  @Test
  void aWorkspaceThatIsBeingMadeIsToBeWaitedFor() throws Exception {
    azure.on("GET", HealthyAzure.WORKSPACES, 200, HealthyAzure.workspace("Creating"));
    assertThat(examine().get("databricks workspace"))
        .isEqualTo(
            Finding.failed(
                "dbw is Creating; expected Succeeded",
                "Azure is still at it: wait some minutes, then run this again."));
  }

  @Test
  void anIdentityThatWasMadeAgainIsSomebodyElse() throws Exception {
    azure.on("GET", HealthyAzure.IDENTITY, 200, HealthyAzure.identity("another"));
    assertThat(examine().get("job identity"))
        .isEqualTo(
            Finding.failed(
                "id-job is the application another; expected 00000000-0000-0000-0000-000000000002",
                "It was made again: run pulumi refresh, then pulumi up, then ./quarterdeck"
                    + " register."));
  }

  @Test
  void aNameWithoutAnAddressExplainsThePrivateNetwork() throws Exception {
    outputs.with("keyVaultUri", "https://kv-qdeck.invalid/");
    Map<String, Finding> findings = examine();
    assertThat(findings.get("key vault reach"))
        .isEqualTo(
            Finding.failed("the name kv-qdeck.invalid has no address here", Unreachable.INSIDE));
    assertThat(findings)
        .containsEntry("secret", Finding.skipped("key vault reach failed"))
        .containsEntry("postgres sign-in", Finding.skipped("key vault reach failed"));
  }

  @Test
  void aPortThatTakesNoConnectionExplainsThePrivateNetwork() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    outputs.with("postgresHost", "127.0.0.1").with("postgresPort", Integer.toString(closed));
    assertThat(examine().get("postgres reach"))
        .isEqualTo(
            Finding.failed(
                "127.0.0.1 (127.0.0.1) takes no connection on port " + closed + " from here",
                Unreachable.INSIDE));
    assertThat(Unreachable.INSIDE)
        .isEqualTo(
            "With accessMode private only the stack's own network reaches it: run this from there"
                + " (the pipeline's agents, or a peered network), or upload the file and let the"
                + " dataset's quarterly job load it, whose load task runs inside. With accessMode"
                + " public, add your address to quarterdeck:allowedCidrs and run pulumi up.");
  }

  @Test
  void aCertificateOfAnotherAuthorityIsNotTrusted() throws Exception {
    Certificate other = Certificate.in(Files.createDirectory(folder.resolve("other")));
    environment.put(AccessVariables.TRUST_FILE, other.pem().toString());
    Finding finding = examine().get("resource manager");
    assertThat(finding.found()).startsWith("TLS with 127.0.0.1 fails: ").contains("PKIX path");
    assertThat(finding.advice())
        .isEqualTo(
            "Name the certificate authority in QUARTERDECK_TRUST_FILE; for the local stack, --stack"
                + " local brings its own.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT    | 403 | AuthorizationPermissionMismatch | writing  | Have the role Storage Blob Data"
            + " Contributor on the account assigned to you; it takes some minutes to count.",
        "DELETE | 403 | AuthorizationPermissionMismatch | deleting | Have the role Storage Blob Data"
            + " Contributor on the account assigned to you; it takes some minutes to count.",
        "PUT    | 404 | ContainerNotFound | writing | Run pulumi refresh, which sees that it is"
            + " gone, then pulumi up, which makes it again."
      })
  void whatBlobRefusesIsTold(
      String method, int status, String code, String operation, String advice) throws Exception {
    azure.on(method, "/lake/*", request -> AzureServer.blob(status, code));
    Finding finding = examine().get("blob write");
    assertThat(finding.found())
        .matches(operation + " of landing/\\.doctor/[0-9a-f-]{36} is refused: " + code);
    assertThat(finding.advice()).isEqualTo(advice);
  }

  @Test
  void theAccountsFirewallExplainsThePrivateNetwork() throws Exception {
    azure.on("PUT", "/lake/*", request -> AzureServer.blob(403, "AuthorizationFailure"));
    assertThat(examine().get("blob write").advice())
        .isEqualTo("The account's network rules refuse you. " + Unreachable.INSIDE);
  }

  @Test
  void aSecretThatMayNotBeReadAsksForItsRole() throws Exception {
    azure.on(
        "GET",
        "/secrets/postgres-password/",
        403,
        """
        {"error": {"code": "Forbidden", "message": "Caller is not authorized.",
          "innererror": {"code": "ForbiddenByRbac"}}}
        """);
    Map<String, Finding> findings = examine();
    assertThat(findings.get("secret"))
        .isEqualTo(
            Finding.failed(
                "reading postgres-password is refused: Forbidden: Caller is not authorized",
                "Have the role Key Vault Secrets User on the vault assigned to you; it takes some"
                    + " minutes to count."));
    assertThat(findings).containsEntry("postgres sign-in", Finding.skipped("secret failed"));
  }

  @Test
  void aSecretThatIsNotThereIsToBeMade() throws Exception {
    azure.on(
        "GET",
        "/secrets/postgres-password/",
        404,
        error("SecretNotFound", "A secret was not found."));
    assertThat(examine().get("secret"))
        .isEqualTo(
            Finding.failed(
                "reading postgres-password is refused: SecretNotFound: A secret was not found",
                "Run pulumi up, which makes it."));
  }

  @Test
  void aRoleThatPostgresDoesNotKnowIsTold() throws Exception {
    outputs.with("postgresUser", "nobody");
    Finding finding = examine().get("postgres sign-in");
    assertThat(finding.found())
        .startsWith(
            "Cannot sign in to PostgreSQL: role \"nobody\" does not exist (SQLSTATE 28000);")
        .endsWith(
            "The password is the vault's secret postgres-password: run pulumi up, which sets both to"
                + " the same.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "503 | A new workspace needs some minutes until it answers: wait, then run this again.",
        "401 | The workspace does not take this token: sign in to its tenant (az login --tenant"
            + " TENANT)."
      })
  void aWorkspaceThatRefusesIsTold(int status, String advice) throws Exception {
    azure.on(
        "GET",
        HealthyAzure.SCIM,
        status,
        "{\"error_code\": \"TEMPORARILY_UNAVAILABLE\", \"message\": \"try later\"}");
    assertThat(examine().get("databricks"))
        .isEqualTo(Finding.failed("TEMPORARILY_UNAVAILABLE: try later", advice));
  }

  @Test
  void whatDoesNotAnswerIsGivenUpAtItsDeadline() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    azure.on(
        "GET",
        HealthyAzure.SCIM,
        request -> {
          await(end);
          return AzureServer.Answer.json(200, "{}");
        });
    try {
      assertThat(examine(Purpose.LOAD, Duration.ofSeconds(5)).get("databricks"))
          .isEqualTo(
              Finding.failed(
                  "no answer within 5 s",
                  "Check the network between here and there, or wait longer with --timeout."));
    } finally {
      end.countDown();
    }
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Finding ok(String found) {
    return Finding.ok(found);
  }

  private Map<String, Finding> examine() throws Exception {
    return examine(Purpose.LOAD);
  }

  private Map<String, Finding> examine(Purpose purpose) throws Exception {
    return examine(purpose, Duration.ofSeconds(30));
  }

  private Map<String, Finding> examine(Purpose purpose, Duration deadline) throws Exception {
    AzureSite site =
        new AzureSite(OutputsSource.file(outputs.write(folder)), AccessVariables.read(environment));
    List<Result> results = new Examination(Checks.of(site, purpose), deadline, done -> {}).run();
    Map<String, Finding> findings = new HashMap<>();
    results.forEach(result -> findings.put(result.check(), result.finding()));
    return findings;
  }
}
