package io.quarterdeck.cli.doctor;

import static io.quarterdeck.testkit.AzureServer.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.azure.stack.RecreateAdvice;
import io.quarterdeck.testkit.OutputsFile;
import io.quarterdeck.testkit.TestPostgres;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Breaks a healthy stack in Azure Resource Manager. The right check must report it with the right
 * advice.
 */
class DoctorOfResourcesIT {
  /** The stack's servers are on loopback. */
  private static final URI LOOPBACK = URI.create("https://127.0.0.1");

  private static final String OTHER = "00000000-0000-0000-0000-00000000000f";

  @RegisterExtension static final TestPostgres POSTGRES = new TestPostgres();

  @RegisterExtension final ExaminedStack stack = new ExaminedStack(POSTGRES);

  @Test
  void aTokenOfAnotherTenantIsSentToItsTenant() throws Exception {
    stack
        .azure()
        .on(
            "GET",
            OutputsFile.GROUP,
            401,
            error(
                "InvalidAuthenticationTokenTenant", "The access token is from the wrong issuer."));
    assertThat(stack.examine().get("resource group"))
        .isEqualTo(
            Finding.failed(
                "InvalidAuthenticationTokenTenant: The access token is from the wrong issuer",
                "Sign in to the subscription's tenant: az login --tenant TENANT, then az account"
                    + " set --subscription 00000000-0000-0000-0000-000000000001."));
  }

  @Test
  void aGroupThatIsGoneIsToBeMadeAgain() throws Exception {
    stack
        .azure()
        .on(
            "GET",
            OutputsFile.GROUP,
            404,
            error(
                "ResourceGroupNotFound",
                "Resource group 'rg-qdeck-dev-weu-0c472' could not be found."));
    Map<String, Finding> findings = stack.examine();
    assertThat(findings.get("resource group"))
        .isEqualTo(
            Finding.failed(
                "ResourceGroupNotFound: Resource group 'rg-qdeck-dev-weu-0c472' could not be found",
                "The outputs name a resource group that does not exist. "
                    + RecreateAdvice.of(LOOPBACK)));
    assertThat(findings).containsEntry("key vault", Finding.skipped("resource group failed"));
  }

  @Test
  void noRightToReadTheGroupAsksForReader() throws Exception {
    stack
        .azure()
        .on("GET", OutputsFile.GROUP, 403, error("AuthorizationFailed", "The client has no role."));
    assertThat(stack.examine().get("resource group"))
        .isEqualTo(
            Finding.failed(
                "AuthorizationFailed: The client has no role",
                "Ask for the role Reader: az role assignment create --role Reader"
                    + " --assignee YOU --scope "
                    + OutputsFile.GROUP
                    + "."));
  }

  @Test
  void aMissingRightNamesItsRoleAndItsScope() throws Exception {
    String blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/";
    stack
        .azure()
        .on(
            "GET",
            HealthyAzure.ACCOUNT + HealthyAzure.PERMISSIONS,
            200,
            HealthyAzure.role("[\"*\"]", "[\"" + blobs + "read\"]"));
    assertThat(stack.examine().get("rights to load"))
        .isEqualTo(
            Finding.failed(
                "missing: " + blobs + "write, " + blobs + "delete",
                "Ask for the role Storage Blob Data Contributor: az role assignment"
                    + " create --role 'Storage Blob Data Contributor' --assignee YOU --scope "
                    + HealthyAzure.ACCOUNT
                    + ". A new assignment takes some minutes to take effect."));
  }

  @Test
  void aProviderThatIsNotRegisteredIsToBeRegistered() throws Exception {
    stack
        .azure()
        .on(
            "GET",
            HealthyAzure.PROVIDERS,
            200,
            HealthyAzure.providers(ProvidersCheck.NAMESPACES.subList(0, 8)));
    assertThat(stack.examine().get("resource providers"))
        .isEqualTo(
            Finding.failed(
                "not registered: Microsoft.Authorization, Microsoft.Consumption",
                "Register: az provider register --namespace Microsoft.Authorization --wait; az"
                    + " provider register --namespace Microsoft.Consumption --wait."));
  }

  @Test
  void aDeletedAccountIsToBeMadeAgain() throws Exception {
    stack
        .azure()
        .on("GET", HealthyAzure.ACCOUNT, 404, error("ResourceNotFound", "It was not found."));
    Map<String, Finding> findings = stack.examine();
    assertThat(findings.get("storage account"))
        .isEqualTo(
            Finding.failed("ResourceNotFound: It was not found", RecreateAdvice.of(LOOPBACK)));
    assertThat(findings).containsEntry("containers", Finding.skipped("storage account failed"));
  }

  @Test
  void aDeletedContainerIsNamed() throws Exception {
    stack
        .azure()
        .on(
            "GET",
            HealthyAzure.container("quarantine"),
            404,
            error("ContainerNotFound", "It is not."));
    assertThat(stack.examine().get("containers").found())
        .isEqualTo("the container quarantine: ContainerNotFound: It is not");
  }

  @Test
  void aDeletedContainerOfTheBatchSystemIsNamed() throws Exception {
    stack
        .azure()
        .on(
            "GET",
            HealthyAzure.container("curated"),
            404,
            error("ContainerNotFound", "It is not."));
    Map<String, Finding> findings = stack.examine();
    assertThat(findings.get("curated container").found())
        .isEqualTo("the container curated: ContainerNotFound: It is not");
    assertThat(findings.get("containers").status()).isEqualTo(Status.OK);
  }

  @Test
  void aStoppedServerIsToBeStarted() throws Exception {
    stack.azure().on("GET", HealthyAzure.SERVERS, 200, HealthyAzure.server("LOCALHOST", "Stopped"));
    assertThat(stack.examine().get("postgres server"))
        .isEqualTo(
            Finding.failed(
                "psql is Stopped; expected Ready",
                "Start it: az postgres flexible-server start --ids "
                    + HealthyAzure.SERVERS
                    + "/psql. Azure automatically starts a stopped server after seven days."));
  }

  @Test
  void anotherServerIsNotTakenForOurs() throws Exception {
    stack
        .azure()
        .on("GET", HealthyAzure.SERVERS, 200, HealthyAzure.server("other.example", "Ready"));
    assertThat(stack.examine().get("postgres server").found())
        .isEqualTo("the resource group has none whose fullyQualifiedDomainName is localhost");
  }

  @Test
  void anotherWorkspaceIsNotTakenForOurs() throws Exception {
    stack
        .azure()
        .on(
            "GET",
            HealthyAzure.WORKSPACE,
            200,
            HealthyAzure.workspace("Succeeded").replace("1234567890123456", "6543210987654321"));
    assertThat(stack.examine().get("databricks workspace").found())
        .isEqualTo("the resource group has none whose workspaceId is 1234567890123456");
  }

  @Test
  void aWorkspaceThatIsBeingMadeIsToBeWaitedFor() throws Exception {
    stack.azure().on("GET", HealthyAzure.WORKSPACE, 200, HealthyAzure.workspace("Creating"));
    assertThat(stack.examine().get("databricks workspace"))
        .isEqualTo(
            Finding.failed(
                "dbw is Creating; expected Succeeded",
                "Azure is still working on it: wait some minutes, then run this again."));
  }

  @Test
  void aWorkspaceThatDoesNotUseItsKeyNeedsAnotherUpdate() throws Exception {
    String prepared = "\"prepareEncryption\": {\"value\": true}";
    stack
        .azure()
        .on(
            "GET",
            HealthyAzure.WORKSPACE,
            200,
            HealthyAzure.preparedWorkspace("{" + prepared + "}"));
    assertThat(stack.examine().get("databricks workspace"))
        .isEqualTo(
            Finding.warning(
                "dbw, Succeeded; its root storage is not encrypted with its customer-managed key"
                    + " yet",
                "Run pulumi config rm quarterdeck:databricksRootKey --stack NAME, then pulumi up"
                    + " --stack NAME."));
    String used = "\"encryption\": {\"value\": {\"keySource\": \"Microsoft.Keyvault\"}}";
    stack
        .azure()
        .on(
            "GET",
            HealthyAzure.WORKSPACE,
            200,
            HealthyAzure.preparedWorkspace("{" + prepared + ", " + used + "}"));
    assertThat(stack.examine().get("databricks workspace")).isEqualTo(Finding.ok("dbw, Succeeded"));
  }

  @Test
  void anIdentityThatWasMadeAgainIsSomebodyElse() throws Exception {
    stack.azure().on("GET", HealthyAzure.IDENTITY, 200, HealthyAzure.identity(OTHER));
    assertThat(stack.examine().get("job identity"))
        .isEqualTo(
            Finding.failed(
                "id-job is the application "
                    + OTHER
                    + "; expected 00000000-0000-0000-0000-000000000002",
                "It was recreated: run pulumi refresh --stack NAME, then pulumi up --stack NAME,"
                    + " then ./quarterdeck register --stack NAME."));
  }
}
