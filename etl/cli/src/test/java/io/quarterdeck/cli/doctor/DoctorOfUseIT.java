package io.quarterdeck.cli.doctor;

import static io.quarterdeck.testkit.AzureServer.error;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.testkit.AzureServer;
import io.quarterdeck.testkit.TestPostgres;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Breaks the services that a load uses. The right check must report it with the right advice. */
class DoctorOfUseIT {
  @RegisterExtension static final TestPostgres POSTGRES = new TestPostgres();

  @RegisterExtension final ExaminedStack stack = new ExaminedStack(POSTGRES);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT    | 403 | AuthorizationPermissionMismatch | writing  | Ask for the role Storage Blob"
            + " Data Contributor on the account. A new assignment takes some minutes to take"
            + " effect.",
        "DELETE | 403 | AuthorizationPermissionMismatch | deleting | Ask for the role Storage Blob"
            + " Data Contributor on the account. A new assignment takes some minutes to take"
            + " effect.",
        "PUT    | 404 | ContainerNotFound | writing | Run ./quarterdeck local repair, which creates"
            + " it again; if Pulumi's CLI created this stack, run pulumi refresh --stack NAME, then"
            + " pulumi up --stack NAME."
      })
  void whatBlobRefusesIsTold(
      String method, int status, String code, String operation, String advice) throws Exception {
    stack.azure().on(method, "/lake/*", request -> AzureServer.blob(status, code));
    Finding finding = stack.examine().get("blob write");
    assertThat(finding.found())
        .matches(operation + " of landing/\\.doctor/[0-9a-f-]{36} is refused: " + code);
    assertThat(finding.advice()).isEqualTo(advice);
  }

  @Test
  void theAccountsFirewallExplainsThePrivateNetwork() throws Exception {
    stack.azure().on("PUT", "/lake/*", request -> AzureServer.blob(403, "AuthorizationFailure"));
    assertThat(stack.examine().get("blob write").advice())
        .isEqualTo("The account's network rules refuse this machine. " + Unreachable.INSIDE);
  }

  @Test
  void aSecretThatMayNotBeReadAsksForItsRole() throws Exception {
    stack
        .azure()
        .on(
            "GET",
            "/secrets/postgres-password/",
            403,
            """
            {"error": {"code": "Forbidden", "message": "Caller is not authorized.",
              "innererror": {"code": "ForbiddenByRbac"}}}
            """);
    Map<String, Finding> findings = stack.examine();
    assertThat(findings.get("secret"))
        .isEqualTo(
            Finding.failed(
                "reading postgres-password is refused: Forbidden: Caller is not authorized",
                "Ask for the role Key Vault Secrets User: az role assignment create --role 'Key"
                    + " Vault Secrets User' --assignee YOU --scope "
                    + StackOutput.KEY_VAULT_ID.example()
                    + ". A new assignment takes some minutes to take effect."));
    assertThat(findings).containsEntry("postgres sign-in", Finding.skipped("secret failed"));
  }

  @Test
  void aSecretThatIsNotThereIsToBeMade() throws Exception {
    stack
        .azure()
        .on(
            "GET",
            "/secrets/postgres-password/",
            404,
            error("SecretNotFound", "A secret was not found."));
    assertThat(stack.examine().get("secret"))
        .isEqualTo(
            Finding.failed(
                "reading postgres-password is refused: SecretNotFound: A secret was not found",
                "Run ./quarterdeck local repair, which creates it again; if Pulumi's CLI created"
                    + " this stack, run pulumi refresh --stack NAME, then pulumi up --stack"
                    + " NAME."));
  }

  @Test
  void pgauditThatIsNotLoadedNeedsARestart() throws Exception {
    stack.azure().on("GET", HealthyAzure.LIBRARIES, 200, HealthyAzure.parameter("pgaudit", "true"));
    assertThat(stack.examine().get("postgres audit"))
        .isEqualTo(
            Finding.warning(
                "pgaudit is not loaded: the server has not been restarted since its parameter"
                    + " shared_preload_libraries changed",
                "Run ./quarterdeck prepare-server --stack NAME, which restarts the server when no"
                    + " load, export or transaction runs."));
  }

  @Test
  void parameterWithoutPgauditIsToBeSet() throws Exception {
    stack
        .azure()
        .on("GET", HealthyAzure.LIBRARIES, 200, HealthyAzure.parameter("auto_explain", "false"));
    assertThat(stack.examine().get("postgres audit"))
        .isEqualTo(
            Finding.failed(
                "the parameter shared_preload_libraries is 'auto_explain', without pgaudit",
                "Run pulumi refresh --stack NAME, then pulumi up --stack NAME, which sets it, then"
                    + " ./quarterdeck prepare-server --stack NAME."));
  }

  @Test
  void databaseWithoutTheExtensionIsToldHowToCreateIt() throws Exception {
    POSTGRES.execute(
        "set allow_system_table_mods = on; delete from pg_extension where extname = 'pgaudit'");
    assertThat(stack.examine().get("postgres audit"))
        .isEqualTo(
            Finding.warning(
                "the database postgres does not have the extension pgaudit",
                "Run ./quarterdeck prepare-server --stack NAME, which creates it."));
  }

  @Test
  void parameterThatMayNotBeReadAsksForReader() throws Exception {
    stack
        .azure()
        .on(
            "GET",
            HealthyAzure.LIBRARIES,
            403,
            error("AuthorizationFailed", "The client has no role."));
    assertThat(stack.examine().get("postgres audit"))
        .isEqualTo(
            Finding.failed(
                "Cannot read the parameter shared_preload_libraries of psql: AuthorizationFailed:"
                    + " The client has no role; expected an answer. Ask for the role Reader on the"
                    + " resource group.",
                ""));
  }

  @Test
  void aRoleThatPostgresDoesNotKnowIsTold() throws Exception {
    stack.outputs().with("postgresUser", "nobody");
    Finding finding = stack.examine().get("postgres sign-in");
    assertThat(finding.found())
        .startsWith(
            "Cannot sign in to PostgreSQL: role \"nobody\" does not exist (SQLSTATE 28000);")
        .endsWith(
            "Elsewhere the password is the vault's secret postgres-password: give both a new one"
                + " with pulumi config set --secret quarterdeck:postgresPassword --stack NAME, then"
                + " pulumi up --stack NAME.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "503 | A new workspace needs some minutes until it responds: wait, then run this again.",
        "401 | The workspace does not accept this token: sign in to its tenant (az login --tenant"
            + " TENANT)."
      })
  void aWorkspaceThatRefusesIsTold(int status, String advice) throws Exception {
    stack
        .azure()
        .on(
            "GET",
            HealthyAzure.SCIM,
            status,
            "{\"error_code\": \"TEMPORARILY_UNAVAILABLE\", \"message\": \"try later\"}");
    assertThat(stack.examine().get("databricks"))
        .isEqualTo(Finding.failed("TEMPORARILY_UNAVAILABLE: try later", advice));
  }

  @Test
  void aUserWhomTheWorkspaceDoesNotKnowIsAskedForOnce() throws Exception {
    stack
        .azure()
        .on(
            "GET",
            HealthyAzure.SCIM,
            403,
            "{\"error_code\": \"PERMISSION_DENIED\", \"message\": \"Unauthorized access to Org:"
                + " 7\"}");
    assertThat(stack.examine().get("databricks"))
        .isEqualTo(
            Finding.failed(
                "PERMISSION_DENIED: Unauthorized access to Org: 7",
                "Who set the workspace up adds you with ./quarterdeck setup-workspace --stack NAME"
                    + " --registrar YOU, where YOU is your user name or application id; an"
                    + " administrator can also add you at "
                    + stack.azure().url()
                    + "/settings/workspace/identity-and-access. A private workspace also refuses"
                    + " access from outside its network."));
    assertThat(stack.azure().requests()).containsOnlyOnce("GET " + HealthyAzure.SCIM);
  }
}
