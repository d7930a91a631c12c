package io.quarterdeck.local.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.service.catalog.AzureManagedIdentityRequest;
import com.databricks.sdk.service.catalog.CreateExternalLocation;
import com.databricks.sdk.service.catalog.CreateStorageCredential;
import com.databricks.sdk.service.catalog.GetGrantRequest;
import com.databricks.sdk.service.catalog.ListStorageCredentialsRequest;
import com.databricks.sdk.service.catalog.PrivilegeAssignment;
import com.databricks.sdk.service.iam.ComplexValue;
import com.databricks.sdk.service.iam.CreateServicePrincipalRequest;
import com.databricks.sdk.service.iam.ListServicePrincipalsRequest;
import com.databricks.sdk.service.iam.MeRequest;
import com.databricks.sdk.service.iam.ServicePrincipal;
import com.databricks.sdk.service.jobs.Job;
import com.databricks.sdk.service.jobs.JobAccessControlRequest;
import com.databricks.sdk.service.jobs.JobPermissionLevel;
import com.databricks.sdk.service.jobs.JobPermissionsRequest;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.workspace.AzureKeyVaultSecretScopeMetadata;
import com.databricks.sdk.service.workspace.CreateScope;
import com.databricks.sdk.service.workspace.DeleteAcl;
import com.databricks.sdk.service.workspace.ScopeBackendType;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.Registration;
import io.quarterdeck.azure.databricks.RegistrationRequest;
import io.quarterdeck.azure.databricks.Unregistration;
import io.quarterdeck.azure.databricks.WorkspaceSetup;
import io.quarterdeck.azure.databricks.artifact.JobJar;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.setup.WorkspacePrincipal;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceAddress;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.TestTenant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets a workspace up as its owner, and registers as the pipeline's application. */
class WorkspaceSetupTest {
  private static final String OWNER = "owner@quarterdeck.example";
  private static final String DEPLOY = "00000000-0000-4000-8000-000000000031";
  private static final String JOB = "00000000-0000-4000-8000-0000000000aa";

  @TempDir private Path folder;

  private TestWorkspace workspace;
  private Path jar;

  @BeforeEach
  void start() throws IOException {
    workspace = TestWorkspace.start(folder);
    jar = Files.write(folder.resolve("job.jar"), TestWorkspace.jar());
  }

  @AfterEach
  void stop() {
    workspace.close();
  }

  @Test
  void theTablesOfTheLakehouseHaveALocationThatTheJobReadsAndWrites() {
    JobEnvironment batch = asOwner();
    JobEnvironment.Lake lake = batch.lake();
    JobEnvironment lakehouse =
        new JobEnvironment(
            batch.stack(),
            batch.environment(),
            batch.workspace(),
            batch.database(),
            batch.vault(),
            new JobEnvironment.Lake(
                lake.landing(),
                lake.curated(),
                lake.quarantine(),
                lake.artifacts(),
                Optional.of(URI.create("abfss://lake@lake.dfs.core.windows.net")),
                lake.identity()),
            batch.runAs());
    assertThat(TestJobEnvironment.setUp(lakehouse))
        .contains(
            "+ external location quarterdeck-test-lake at abfss://lake@lake.dfs.core.windows.net",
            "+ READ FILES, WRITE FILES on external location quarterdeck-test-lake for service"
                + " principal "
                + JOB);
    assertThat(TestJobEnvironment.setUp(lakehouse)).isEmpty();
  }

  @Test
  void eachMissingPartIsCreatedOnce() {
    List<String> expected =
        List.of(
            "+ service principal " + JOB + " in the workspace, with allow-cluster-create",
            "+ service principal " + DEPLOY + " in the workspace",
            "+ storage credential quarterdeck-test",
            "+ external location quarterdeck-test-landing at"
                + " abfss://landing@lake.dfs.core.windows.net",
            "+ external location quarterdeck-test-curated at"
                + " abfss://curated@lake.dfs.core.windows.net",
            "+ external location quarterdeck-test-quarantine at"
                + " abfss://quarantine@lake.dfs.core.windows.net",
            "+ external location quarterdeck-test-artifacts at"
                + " abfss://artifacts@lake.dfs.core.windows.net",
            "+ volume main.default.quarterdeck_test at"
                + " abfss://artifacts@lake.dfs.core.windows.net/databricks",
            "+ secret scope quarterdeck-test for https://kv.vault.azure.net/",
            "+ READ on secret scope quarterdeck-test for service principal " + JOB,
            "+ READ on secret scope quarterdeck-test for service principal " + DEPLOY,
            "+ USE CATALOG on catalog main for service principal " + JOB,
            "+ USE SCHEMA on schema main.default for service principal " + JOB,
            "+ READ VOLUME on volume main.default.quarterdeck_test for service principal " + JOB,
            "+ READ FILES, WRITE FILES on external location quarterdeck-test-landing for service"
                + " principal "
                + JOB,
            "+ READ FILES, WRITE FILES on external location quarterdeck-test-curated for service"
                + " principal "
                + JOB,
            "+ READ FILES, WRITE FILES on external location quarterdeck-test-quarantine for service"
                + " principal "
                + JOB,
            "+ USE CATALOG on catalog main for service principal " + DEPLOY,
            "+ USE SCHEMA on schema main.default for service principal " + DEPLOY,
            "+ READ VOLUME, WRITE VOLUME on volume main.default.quarterdeck_test for service"
                + " principal "
                + DEPLOY,
            "+ Service Principal User on service principal "
                + JOB
                + " for service principal "
                + DEPLOY);

    assertThat(setUp(Registration.Mode.DRY_RUN, DEPLOY)).isEqualTo(expected);
    assertThat(servicePrincipals()).isEmpty();
    assertThat(setUp(Registration.Mode.APPLY, DEPLOY)).isEqualTo(expected);
    assertThat(setUp(Registration.Mode.APPLY, DEPLOY)).isEmpty();
    assertThat(setUp(Registration.Mode.APPLY, OWNER))
        .containsExactly(
            "+ USE CATALOG on catalog main for user " + OWNER,
            "+ USE SCHEMA on schema main.default for user " + OWNER,
            "+ READ VOLUME, WRITE VOLUME on volume main.default.quarterdeck_test for user " + OWNER,
            "+ Service Principal User on service principal " + JOB + " for user " + OWNER);
  }

  @Test
  void afterTheSetupThePipelineRegistersAJobThatRunsAsItsIdentity() {
    setUp(Registration.Mode.APPLY, DEPLOY);

    assertThat(register(asDeploy()).isUnchanged()).isFalse();
    assertThat(register(asDeploy()).isUnchanged()).isTrue();

    Job job = workspace.client().jobs().get(jobId());
    assertThat(job.getCreatorUserName()).isEqualTo(DEPLOY);
    assertThat(job.getRunAsUserName()).isEqualTo(JOB);
  }

  @Test
  void whoIsNotAMemberIsRefusedBeforeAnythingIsCreated() {
    assertThatThrownBy(() -> register(asDeploy()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("User not authorized")
        .hasMessageContaining("HTTP 403");
    assertThat(servicePrincipals()).isEmpty();
  }

  @Test
  void aMemberWithoutTheRightsOfARegistrarIsToldWhoGrantsThem() {
    setUp(Registration.Mode.APPLY, OWNER);
    addMember(DEPLOY);

    assertThatThrownBy(() -> register(asDeploy()))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot read the volume main.default.quarterdeck_test at "
                + workspace.running().endpoint()
                + ": User does not have READ VOLUME on Volume 'main.default.quarterdeck_test' (HTTP"
                + " 403, PERMISSION_DENIED); expected the rights of a registrar"
                + " (docs/databricks.md). Who set the workspace up can grant it: ./quarterdeck"
                + " setup-workspace --stack test --registrar YOU. Then run this again.");
  }

  @Test
  void aRegistrarWithoutReadOnTheScopeIsToldWhoGrantsIt() {
    setUp(Registration.Mode.APPLY, DEPLOY);
    workspace
        .client()
        .secrets()
        .deleteAcl(new DeleteAcl().setScope("quarterdeck-test").setPrincipal(DEPLOY));
    String message =
        "Cannot list the secrets of quarterdeck-test at "
            + workspace.running().endpoint()
            + ": "
            + DEPLOY
            + " does not have READ permission on scope quarterdeck-test to perform this action"
            + " (HTTP 403, PERMISSION_DENIED); expected READ on the secret scope quarterdeck-test."
            + " Who set the workspace up can grant it: ./quarterdeck setup-workspace --stack test"
            + " --registrar YOU, which also checks that Databricks can read the vault. Then run this"
            + " again.";
    JobEnvironment deploy = asDeploy();

    assertThatThrownBy(() -> Registration.lacksLogin(Workspace.at(deploy.workspace()), deploy))
        .isInstanceOf(Failure.class)
        .hasMessage(message);
    assertThatThrownBy(() -> register(deploy)).isInstanceOf(Failure.class).hasMessage(message);

    assertThat(setUp(Registration.Mode.APPLY, DEPLOY))
        .containsExactly("+ READ on secret scope quarterdeck-test for service principal " + DEPLOY);
    assertThat(register(deploy).isUnchanged()).isFalse();
  }

  @Test
  void aContributorOfTheResourceBecomesAnAdministratorWithBothHeaders() {
    WorkspaceClient deploy = TestWorkspace.client(workspace.running(), deployToken());
    assertThatThrownBy(() -> deploy.currentUser().me(new MeRequest()))
        .isInstanceOf(DatabricksError.class)
        .hasMessage("User not authorized.");

    WorkspaceAddress address =
        new WorkspaceAddress(
            workspace.running().endpoint(),
            () -> TestWorkspace.TOKEN,
            () ->
                Map.of(
                    "X-Databricks-Azure-Workspace-Resource-Id",
                    TestWorkspace.RESOURCE,
                    "X-Databricks-Azure-SP-Management-Token",
                    TestTenant.token(Audience.RESOURCE_MANAGER)));
    List<String> groups =
        Workspace.at(address)
            .call(
                "ask",
                client ->
                    client.currentUser().me(new MeRequest()).getGroups().stream()
                        .map(ComplexValue::getDisplay)
                        .toList());
    assertThat(groups).containsExactly("admins");
  }

  @Test
  void theHeaderOfAnotherWorkspaceIsInvalid() {
    WorkspaceAddress address =
        new WorkspaceAddress(
            workspace.running().endpoint(),
            () -> TestWorkspace.TOKEN,
            () -> Map.of("X-Databricks-Azure-Workspace-Resource-Id", TestWorkspace.CONNECTOR));
    assertThatThrownBy(
            () -> Workspace.at(address).call("ask", client -> client.metastores().current()))
        .hasMessageContaining("Invalid resource ID (HTTP 400, 400)");
  }

  @Test
  void runAsNeedsTheRoleEvenForAnAdministrator() {
    setUp(Registration.Mode.APPLY, DEPLOY);

    assertThatThrownBy(() -> register(asOwner()))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(
            "Cannot bind the service principal provided in run_as field: "
                + OWNER
                + " must have servicePrincipal.user role on the service principal "
                + JOB);
  }

  @Test
  void aServicePrincipalCreatesNoCredentialUnlessItIsAnAccountAdministrator() {
    addMember(DEPLOY);
    WorkspaceClient deploy = TestWorkspace.client(workspace.running(), deployToken());

    assertThatThrownBy(
            () ->
                deploy
                    .storageCredentials()
                    .create(
                        new CreateStorageCredential()
                            .setName("lake")
                            .setAzureManagedIdentity(
                                new AzureManagedIdentityRequest()
                                    .setAccessConnectorId(TestWorkspace.CONNECTOR))))
        .hasMessageStartingWith("User does not have CREATE STORAGE CREDENTIAL on Metastore '");
    workspace.createCredential(TestWorkspace.CONNECTOR);
    assertThatThrownBy(
            () ->
                deploy
                    .externalLocations()
                    .create(
                        new CreateExternalLocation()
                            .setName("landing")
                            .setUrl("abfss://landing@lake.dfs.core.windows.net/")
                            .setCredentialName("lake")))
        .hasMessageStartingWith("User does not have CREATE EXTERNAL LOCATION on Metastore '");
    assertThatThrownBy(() -> deploy.storageCredentials().get("lake"))
        .hasMessage("User does not have READ FILES on Storage Credential 'lake'.");
    assertThat(deploy.storageCredentials().list(new ListStorageCredentialsRequest())).isEmpty();
  }

  @Test
  void aScopeNeedsARoleOnTheVaultAndItsSecretsNeedRead() {
    addMember(DEPLOY);
    WorkspaceClient deploy = TestWorkspace.client(workspace.running(), deployToken());

    assertThatThrownBy(
            () ->
                deploy
                    .secrets()
                    .createScope(
                        new CreateScope()
                            .setScope("mine")
                            .setScopeBackendType(ScopeBackendType.AZURE_KEYVAULT)
                            .setBackendAzureKeyvault(
                                new AzureKeyVaultSecretScopeMetadata()
                                    .setResourceId(FakeVault.VAULT.resourceId())
                                    .setDnsName(FakeVault.VAULT.dnsName()))))
        .hasMessageStartingWith(
            "Unable to grant read/list permission to Databricks service principal to KeyVault"
                + " 'https://kv.vault.azure.net/': Status code 403, ");
    workspace.createScope();
    assertThatThrownBy(() -> deploy.secrets().listSecrets("vault").iterator().next())
        .hasMessage(
            DEPLOY + " does not have READ permission on scope vault to perform this action.");
    assertThatThrownBy(() -> deploy.secrets().listAcls("vault").iterator().next())
        .hasMessage(
            DEPLOY + " does not have MANAGE permission on scope vault to perform this action.");
  }

  @Test
  void aJobOfAnotherOwnerIsNotVisible() {
    setUp(Registration.Mode.APPLY, OWNER);
    addMember(DEPLOY);
    register(asOwner());
    WorkspaceClient deploy = TestWorkspace.client(workspace.running(), deployToken());

    assertThat(deploy.jobs().list(new ListJobsRequest())).isEmpty();
    assertThatThrownBy(() -> deploy.jobs().get(jobId()))
        .hasMessage(
            "User %s does not have Admin or Manage Run or Owner or View permissions on job %d"
                .formatted(DEPLOY, jobId()));
    assertThatThrownBy(() -> deploy.jobs().delete(jobId()))
        .hasMessage(
            "User %s does not have Admin or Owner permissions on job %d"
                .formatted(DEPLOY, jobId()));
  }

  @Test
  void aJobThatAnotherPrincipalRegisteredIsNotRegisteredTwice() {
    setUp(Registration.Mode.APPLY, OWNER);
    setUp(Registration.Mode.APPLY, DEPLOY);
    register(asOwner());

    assertThatThrownBy(() -> register(asDeploy()))
        .hasMessageStartingWith("Cannot register the job " + TestJobEnvironment.JOB)
        .hasMessageContaining(
            "expected the permission CAN MANAGE on the job, which another principal registered. Who"
                + " set the workspace up can grant it: ./quarterdeck setup-workspace --stack test"
                + " --registrar YOU.");
    assertThat(workspace.client().jobs().list(new ListJobsRequest())).hasSize(1);

    assertThat(setUp(Registration.Mode.APPLY, DEPLOY))
        .containsExactly(
            "+ CAN MANAGE on job " + TestJobEnvironment.JOB + " for service principal " + DEPLOY);
    assertThat(setUp(Registration.Mode.APPLY, DEPLOY)).isEmpty();
    assertThat(register(asDeploy()).isUnchanged()).isTrue();
    assertThat(setUp(Registration.Mode.APPLY, OWNER)).isEmpty();
  }

  @Test
  void unregisterOfTheLastJobListsWhatRemains() {
    setUp(Registration.Mode.APPLY, OWNER);
    register(asOwner());
    String number = servicePrincipals().iterator().next().getId();

    JobEnvironment owner = asOwner();
    Unregistration.Result result =
        new Unregistration(Workspace.at(owner.workspace()), owner, Progress.silent())
            .run(TestJobEnvironment.dataset(), Optional.empty(), Registration.Mode.APPLY);

    assertThat(result.deleted()).contains("- storage credential quarterdeck-test");
    assertThat(result.kept())
        .containsExactly(
            "service principal "
                + JOB
                + " in the workspace (databricks service-principals delete "
                + number
                + ")",
            "USE CATALOG and USE SCHEMA for it (REVOKE USE CATALOG ON CATALOG `main` FROM `%s`;"
                    .formatted(JOB)
                + " REVOKE USE SCHEMA ON SCHEMA `main`.`default` FROM `%s`)".formatted(JOB),
            "CREATE TABLE and CREATE MATERIALIZED VIEW for it, if the stack has the system"
                + " streaming (REVOKE CREATE TABLE, CREATE MATERIALIZED VIEW ON SCHEMA"
                + " `main`.`default` FROM `%s`)".formatted(JOB),
            "the members that --registrar and --runner named, the same privileges for the"
                + " registrars, and their role Service Principal User on it");
    assertThat(servicePrincipals()).extracting(ServicePrincipal::getId).containsExactly(number);
    assertThat(workspace.client().grants().get(catalogGrants()).getPrivilegeAssignments())
        .extracting(PrivilegeAssignment::getPrincipal)
        .contains(JOB);
  }

  private static GetGrantRequest catalogGrants() {
    return new GetGrantRequest().setSecurableType("catalog").setFullName("main");
  }

  @Test
  void aRunnerStartsTheJobAndDoesNotChangeIt() {
    setUp(Registration.Mode.APPLY, OWNER);
    register(asOwner());
    long job = jobId();
    JobEnvironment owner = asOwner();
    WorkspaceSetup.Request request =
        new WorkspaceSetup.Request(
            owner,
            List.of(),
            List.of(new WorkspacePrincipal(DEPLOY)),
            List.of(),
            Optional.empty(),
            Optional.empty());
    Workspace connected = Workspace.at(owner.workspace());
    assertThat(
            new WorkspaceSetup(request, connected, Progress.silent()).run(Registration.Mode.APPLY))
        .containsExactly(
            "+ service principal " + DEPLOY + " in the workspace",
            "+ CAN MANAGE RUN on job "
                + TestJobEnvironment.JOB
                + " for service principal "
                + DEPLOY);

    WorkspaceClient deploy = TestWorkspace.client(workspace.running(), deployToken());
    assertThat(deploy.jobs().get(job).getJobId()).isEqualTo(job);
    long run = deploy.jobs().runNow(new RunNow().setJobId(job)).getResponse().getRunId();
    deploy.jobs().cancelRun(run);
    assertThatThrownBy(() -> deploy.jobs().delete(job))
        .hasMessage(
            "User %s does not have Admin or Owner permissions on job %d".formatted(DEPLOY, job));
    assertThatThrownBy(() -> deploy.jobs().getPermissions(String.valueOf(job)))
        .hasMessage(
            "User %s does not have Admin or Owner permissions on job %d".formatted(DEPLOY, job));
  }

  /** The second administrator has no role in Azure, and owns nothing. */
  @Test
  void aSecondAdministratorSetsTheWorkspaceUpForAnotherRegistrar() {
    setUp(Registration.Mode.APPLY, OWNER);
    WorkspacePrincipal second = new WorkspacePrincipal(DEPLOY);
    JobEnvironment owner = asOwner();
    WorkspaceSetup.Request request =
        new WorkspaceSetup.Request(
            owner, List.of(), List.of(), List.of(second), Optional.empty(), Optional.empty());
    List<String> lines =
        new WorkspaceSetup(request, Workspace.at(owner.workspace()), Progress.silent())
            .run(Registration.Mode.APPLY);
    assertThat(lines)
        .containsExactly(
            "+ service principal " + DEPLOY + " in the workspace",
            "+ service principal " + DEPLOY + " in the group admins",
            "+ MANAGE on storage credential quarterdeck-test for service principal " + DEPLOY,
            "+ MANAGE on external location quarterdeck-test-landing for service principal "
                + DEPLOY,
            "+ MANAGE on external location quarterdeck-test-curated for service principal "
                + DEPLOY,
            "+ MANAGE on external location quarterdeck-test-quarantine for service principal "
                + DEPLOY,
            "+ MANAGE on external location quarterdeck-test-artifacts for service principal "
                + DEPLOY,
            "+ Service Principal Manager on service principal "
                + JOB
                + " for service principal "
                + DEPLOY);

    JobEnvironment deploy = asDeploy();
    WorkspaceSetup.Request bySecond =
        new WorkspaceSetup.Request(
            deploy,
            List.of(new WorkspacePrincipal("third@quarterdeck.example")),
            Optional.empty(),
            Optional.empty());
    assertThat(
            new WorkspaceSetup(bySecond, Workspace.at(deploy.workspace()), Progress.silent())
                .run(Registration.Mode.APPLY))
        .contains(
            "+ user third@quarterdeck.example in the workspace",
            "+ Service Principal User on service principal "
                + JOB
                + " for user third@quarterdeck.example");
  }

  /** An administrator of the workspace does not manage the locations of another one. */
  @Test
  void anAdministratorWithoutManageIsTold() {
    setUp(Registration.Mode.APPLY, OWNER);
    workspace.withDeploy();
    JobEnvironment deploy = asDeploy();
    WorkspaceSetup.Request request =
        new WorkspaceSetup.Request(
            deploy,
            List.of(new WorkspacePrincipal("third@quarterdeck.example")),
            Optional.empty(),
            Optional.empty());
    assertThatThrownBy(
            () ->
                new WorkspaceSetup(request, Workspace.at(deploy.workspace()), Progress.silent())
                    .run(Registration.Mode.APPLY))
        .isInstanceOf(Failure.class)
        .hasMessageContaining(
            "expected MANAGE on the storage credential quarterdeck-test. Who set the"
                + " workspace up can grant it: ./quarterdeck setup-workspace --administrator YOU.");
  }

  @Test
  void aViewerReadsTheJobAndDoesNotStartIt() {
    setUp(Registration.Mode.APPLY, OWNER);
    register(asOwner());
    long job = jobId();
    permit(job, JobPermissionLevel.CAN_VIEW, "users");
    addMember(DEPLOY);

    WorkspaceClient deploy = TestWorkspace.client(workspace.running(), deployToken());
    assertThat(deploy.jobs().get(job).getJobId()).isEqualTo(job);
    assertThatThrownBy(() -> deploy.jobs().runNow(new RunNow().setJobId(job)))
        .hasMessage(
            "User %s does not have Admin or Manage Run or Owner permissions on job %d"
                .formatted(DEPLOY, job));
    assertThatThrownBy(() -> permit(job, JobPermissionLevel.CAN_VIEW, "nobody"))
        .hasMessage("Principal: GroupName(nobody) does not exist");
  }

  private void permit(long job, JobPermissionLevel level, String group) {
    workspace
        .client()
        .jobs()
        .updatePermissions(
            new JobPermissionsRequest()
                .setJobId(String.valueOf(job))
                .setAccessControlList(
                    List.of(
                        new JobAccessControlRequest()
                            .setGroupName(group)
                            .setPermissionLevel(level))));
  }

  @Test
  void onlyAdministratorsAddMembers() {
    addMember(DEPLOY);
    WorkspaceClient deploy = TestWorkspace.client(workspace.running(), deployToken());

    assertThatThrownBy(
            () ->
                deploy
                    .servicePrincipalsV2()
                    .create(new CreateServicePrincipalRequest().setApplicationId(JOB)))
        .hasMessage("Only workspace admins can perform this action.");
    assertThatThrownBy(() -> addMember(DEPLOY))
        .hasMessage("Service principal with application ID " + DEPLOY + " already exists.");
  }

  @Test
  void aNameOfAnotherFormIsRefused() {
    assertThatThrownBy(() -> new WorkspacePrincipal("deploy"))
        .hasMessage(
            "Cannot add 'deploy' to the workspace: it has another form; expected the e-mail address"
                + " of a user or the application id of a service principal. The id is in the output"
                + " of az ad sp list --display-name NAME --query '[].appId'.");
  }

  private void addMember(String applicationId) {
    workspace
        .client()
        .servicePrincipalsV2()
        .create(new CreateServicePrincipalRequest().setApplicationId(applicationId));
  }

  private Iterable<ServicePrincipal> servicePrincipals() {
    return workspace.client().servicePrincipalsV2().list(new ListServicePrincipalsRequest());
  }

  private long jobId() {
    return workspace
        .client()
        .jobs()
        .list(new ListJobsRequest().setName(TestJobEnvironment.JOB))
        .iterator()
        .next()
        .getJobId();
  }

  private List<String> setUp(Registration.Mode mode, String registrar) {
    JobEnvironment owner = asOwner();
    return new WorkspaceSetup(
            new WorkspaceSetup.Request(
                owner,
                List.of(new WorkspacePrincipal(registrar)),
                Optional.empty(),
                Optional.empty()),
            Workspace.at(owner.workspace()),
            Progress.silent())
        .run(mode);
  }

  private Registration.Result register(JobEnvironment site) {
    return new Registration(
            new RegistrationRequest(
                site,
                TestJobEnvironment.dataset(),
                TestJobEnvironment.TEXT,
                JobJar.of(jar),
                JobOptions.defaults(site),
                new JobUpsert.Policy(WorkspaceJob.Adoption.REFUSE, JobUpsert.Drift.REVERT),
                Optional.empty()),
            Workspace.at(site.workspace()),
            Progress.silent())
        .run(Registration.Mode.APPLY);
  }

  private JobEnvironment asOwner() {
    JobEnvironment site = TestJobEnvironment.site(workspace);
    return new JobEnvironment(
        site.stack(),
        site.environment(),
        site.workspace(),
        site.database(),
        site.vault(),
        site.lake(),
        Optional.of(JOB));
  }

  private JobEnvironment asDeploy() {
    return asOwner()
        .at(new WorkspaceAddress(workspace.running().endpoint(), WorkspaceSetupTest::deployToken));
  }

  private static String deployToken() {
    return TestTenant.applicationToken("deploy", Audience.DATABRICKS);
  }
}
