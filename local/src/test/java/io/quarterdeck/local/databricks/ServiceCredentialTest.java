package io.quarterdeck.local.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.catalog.AzureManagedIdentity;
import com.databricks.sdk.service.catalog.AzureManagedIdentityRequest;
import com.databricks.sdk.service.catalog.CreateCredentialRequest;
import com.databricks.sdk.service.catalog.CreateStorageCredential;
import com.databricks.sdk.service.catalog.CredentialInfo;
import com.databricks.sdk.service.catalog.CredentialPurpose;
import com.databricks.sdk.service.catalog.ListCredentialsRequest;
import com.databricks.sdk.service.catalog.PermissionsChange;
import com.databricks.sdk.service.catalog.Privilege;
import com.databricks.sdk.service.catalog.UpdatePermissions;
import com.databricks.sdk.service.iam.CreateServicePrincipalRequest;
import com.databricks.sdk.service.jobs.RunNow;
import io.quarterdeck.azure.databricks.Registration;
import io.quarterdeck.azure.databricks.Unregistration;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.local.databricks.task.SparkInstallation;
import io.quarterdeck.local.databricks.task.SparkTaskRunner;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.TestTenant;
import io.quarterdeck.local.spark.SparkArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Credentials API, and the tasks that use a service credential. */
class ServiceCredentialTest {
  private static final String NAME = "quarterdeck-test-events";
  private static final String IDENTITY = "/subscriptions/1/identities/lake";
  private static final String CONNECTION = "EVENT_HUB";

  @TempDir private Path folder;

  @Test
  void aTaskGetsTheConnectionOnlyIfItNamesACredentialThatItsIdentityMayUse() throws Exception {
    try (TestWorkspace workspace = workspace()) {
      workspace.uploadJar();
      workspace.client().credentials().createCredential(request(NAME));
      assertThat(connection(workspace, "--service-credential", NAME)).isEqualTo("in " + IDENTITY);
      assertThat(connection(workspace, "--service-credential", "other")).isEqualTo("null");
      assertThat(connection(workspace)).isEqualTo("null");
      workspace.client().credentials().deleteCredential(NAME);
      assertThat(connection(workspace, "--service-credential", NAME)).isEqualTo("null");
    }
  }

  @Test
  void onlyTheOwnerAndHoldersOfAccessMayUseACredential() throws Exception {
    try (TestWorkspace workspace = workspace()) {
      workspace.uploadJar();
      workspace.client().credentials().createCredential(request(NAME));
      String application = TestTenant.environment().get("AZURE_CLIENT_ID");
      workspace
          .client()
          .servicePrincipalsV2()
          .create(
              new CreateServicePrincipalRequest()
                  .setApplicationId(application)
                  .setDisplayName("deploy"));
      WorkspaceClient deploy =
          TestWorkspace.client(
              workspace.running(), TestTenant.applicationToken("deploy", Audience.DATABRICKS));
      assertThatThrownBy(() -> deploy.credentials().createCredential(request("mine")))
          .hasMessageContaining("User does not have CREATE SERVICE CREDENTIAL on Metastore");
      assertThatThrownBy(() -> deploy.credentials().getCredential(NAME))
          .hasMessage("User does not have ACCESS on Credential '" + NAME + "'.");
      grant(workspace, application);
      assertThat(deploy.credentials().getCredential(NAME).getPurpose())
          .isEqualTo(CredentialPurpose.SERVICE);
      assertThatThrownBy(() -> deploy.credentials().deleteCredential(NAME))
          .hasMessageContaining("User does not have MANAGE on Credential");
    }
  }

  @Test
  void whatUnityCatalogRefusesIsRefused() throws Exception {
    try (TestWorkspace workspace = workspace()) {
      WorkspaceClient client = workspace.client();
      client.credentials().createCredential(request(NAME));
      assertThatThrownBy(() -> client.credentials().createCredential(request(NAME)))
          .hasMessageContaining("already exists");
      workspace.createCredential(TestWorkspace.CONNECTOR);
      assertThatThrownBy(() -> client.credentials().createCredential(request("lake")))
          .hasMessage("Credential 'lake' already exists");
      client.credentials().createCredential(request("shared"));
      assertThatThrownBy(
              () ->
                  client
                      .storageCredentials()
                      .create(
                          new CreateStorageCredential()
                              .setName("shared")
                              .setAzureManagedIdentity(
                                  new AzureManagedIdentityRequest()
                                      .setAccessConnectorId(TestWorkspace.CONNECTOR))))
          .hasMessage("Storage credential 'shared' already exists");
      assertThatThrownBy(
              () ->
                  client
                      .credentials()
                      .createCredential(request("x").setPurpose(CredentialPurpose.STORAGE)))
          .hasMessageContaining("purpose");
      assertThatThrownBy(
              () ->
                  client
                      .credentials()
                      .createCredential(
                          request("x")
                              .setAzureManagedIdentity(
                                  new AzureManagedIdentity()
                                      .setAccessConnectorId(TestWorkspace.CONNECTOR + "2"))))
          .hasMessageContaining("found none; expected an existing access connector");
    }
  }

  @Test
  void setupCreatesTheCredentialOnceAndUnregisterDeletesIt() throws Exception {
    try (TestWorkspace workspace = workspace()) {
      var site = StreamingRegistrationTest.site(workspace);
      String job = site.runAs().orElseThrow();
      assertThat(TestJobEnvironment.setUp(site))
          .contains(
              "+ service credential " + NAME,
              "+ ACCESS on service credential " + NAME + " for service principal " + job);
      assertThat(TestJobEnvironment.setUp(site)).isEmpty();
      assertThat(credentials(workspace)).containsExactly(NAME);
      assertThat(
              new Unregistration(TestJobEnvironment.open(workspace), site, Progress.silent())
                  .runStreaming(Optional.empty(), Registration.Mode.APPLY)
                  .deleted())
          .contains("- service credential " + NAME);
      assertThat(credentials(workspace)).isEmpty();
    }
  }

  private static List<String> credentials(TestWorkspace workspace) {
    List<String> names = new ArrayList<>();
    for (CredentialInfo each :
        workspace.client().credentials().listCredentials(new ListCredentialsRequest())) {
      names.add(each.getName());
    }
    return names;
  }

  private TestWorkspace workspace() throws IOException {
    Path none = folder.resolve("no.classpath");
    Files.writeString(none, "");
    SparkInstallation withoutSpark =
        new SparkInstallation(none, work -> Map.of(), (host, identity) -> Map.of());
    return TestWorkspace.start(
        folder,
        new SparkTaskRunner(
            withoutSpark,
            new SparkArchive(folder, System.err::println),
            identity -> Map.of(CONNECTION, "in " + identity)));
  }

  private static CreateCredentialRequest request(String name) {
    return new CreateCredentialRequest()
        .setName(name)
        .setPurpose(CredentialPurpose.SERVICE)
        .setAzureManagedIdentity(
            new AzureManagedIdentity()
                .setAccessConnectorId(TestWorkspace.CONNECTOR)
                .setManagedIdentityId(IDENTITY));
  }

  private static void grant(TestWorkspace workspace, String principal) {
    workspace
        .client()
        .grants()
        .update(
            new UpdatePermissions()
                .setSecurableType("credential")
                .setFullName(NAME)
                .setChanges(
                    List.of(
                        new PermissionsChange()
                            .setPrincipal(principal)
                            .setAdd(List.of(Privilege.ACCESS)))));
  }

  /** Returns the variable of the connection in a task with these further arguments. */
  private String connection(TestWorkspace workspace, String... more) throws IOException {
    Path trace = folder.resolve("trace");
    Files.deleteIfExists(trace);
    List<String> arguments = new ArrayList<>(List.of("environment", trace.toString(), CONNECTION));
    arguments.addAll(List.of(more));
    long job =
        workspace
            .client()
            .jobs()
            .create(TestJob.of(TestJob.task("task", arguments.toArray(String[]::new))))
            .getJobId();
    long run =
        workspace.client().jobs().runNow(new RunNow().setJobId(job)).getResponse().getRunId();
    Waiting.forEnd(workspace, run);
    return Files.readString(trace).strip().substring(CONNECTION.length() + 1);
  }
}
