package io.quarterdeck.local.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.service.catalog.ListExternalLocationsRequest;
import com.databricks.sdk.service.catalog.ListStorageCredentialsRequest;
import com.databricks.sdk.service.files.UploadRequest;
import com.databricks.sdk.service.jobs.Job;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.jobs.UpdateJob;
import com.databricks.sdk.service.workspace.AzureKeyVaultSecretScopeMetadata;
import com.databricks.sdk.service.workspace.CreateScope;
import com.databricks.sdk.service.workspace.ScopeBackendType;
import com.databricks.sdk.service.workspace.SecretScope;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.Registration;
import io.quarterdeck.azure.databricks.RegistrationRequest;
import io.quarterdeck.azure.databricks.Unregistration;
import io.quarterdeck.azure.databricks.artifact.JobJar;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.job.VaultScope;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.storage.ArtifactVolume;
import io.quarterdeck.azure.databricks.storage.LakeAccess;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registers and unregisters through the REST API of the emulator. */
class RegistrationTest {
  private static final String VOLUME = "/Volumes/main/default/quarterdeck_test";
  private static final JobUpsert.Policy STRICT =
      new JobUpsert.Policy(WorkspaceJob.Adoption.REFUSE, JobUpsert.Drift.REVERT);

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
  void twoRegistrationsAtOnceMayCreateTheSharedObjects() {
    Workspace connected = Workspace.at(TestJobEnvironment.site(workspace).workspace());
    List<List<WorkspaceChange>> found = new ArrayList<>();
    for (int registration = 0; registration < 2; registration++) {
      JobEnvironment environment = TestJobEnvironment.site(workspace);
      List<WorkspaceChange> missing =
          new ArrayList<>(new LakeAccess(connected, environment).missing());
      missing.addAll(new ArtifactVolume(connected, environment, "main").missing());
      missing.addAll(new VaultScope(connected, environment, VOLUME).missing());
      assertThat(missing).hasSize(7);
      found.add(missing);
    }

    found.forEach(missing -> missing.forEach(change -> change.make().run()));

    assertThat(run(Registration.Mode.APPLY, STRICT, options("0")).isUnchanged()).isFalse();
    assertThat(run(Registration.Mode.APPLY, STRICT, options("0")).isUnchanged()).isTrue();
  }

  @Test
  void dryRunReportsWhatIsMissingAndCreatesNothing() {
    Registration.Result result = run(Registration.Mode.DRY_RUN, STRICT, options("0"));

    assertThat(result.isUnchanged()).isFalse();
    assertThat(Registration.text(result))
        .startsWith(
            "! found no volume main.default.quarterdeck_test at"
                + " abfss://artifacts@lake.dfs.core.windows.net/databricks, and no secret scope"
                + " quarterdeck-test for https://kv.vault.azure.net/; expected a workspace that is"
                + " set up. A person with the rights in docs/databricks.md runs this once:"
                + " ./quarterdeck setup-workspace --stack test.",
            "+ jar " + path(jar),
            "+ job quarterdeck-sales-quarterly")
        .contains("    + schedule.quartz_cron_expression: \"0 0 6 1 1,4,7,10 ?\"");
    assertThat(everything()).isEmpty();
  }

  @Test
  void registeredTwiceNothingChanges() {
    register(STRICT);
    List<String> made = everything();

    Registration.Result again = register(STRICT);

    assertThat(again.isUnchanged()).isTrue();
    assertThat(Registration.text(again))
        .containsExactly("  job quarterdeck-sales-quarterly: as it should be");
    assertThat(everything()).isEqualTo(made).isNotEmpty();
    assertThat(again.link())
        .isEqualTo(workspace.running().endpoint() + "/jobs/" + job().getJobId());
  }

  @Test
  void firstRegistrationAfterARotationReadsTheRotatedLogin() throws IOException {
    workspace.close();
    Path other = Files.createDirectories(folder.resolve("rotated"));
    workspace =
        TestWorkspace.start(
            other, Map.of("postgres-password", "s3cret", "postgres-login", "platform_1 s3cret"));

    register(STRICT);

    assertThat(job().getSettings().toString())
        .contains("QUARTERDECK_POSTGRES_LOGIN={{secrets/quarterdeck-test/postgres-login}}");
    assertThat(register(STRICT).isUnchanged()).isTrue();
  }

  @Test
  void jobEditedByHandIsReportedAndReverted() {
    register(STRICT);
    edit(new JobSettings().setTimeoutSeconds(60L));

    Registration.Result dry = run(Registration.Mode.DRY_RUN, STRICT, options("0"));
    assertThat(Registration.text(dry))
        .containsExactly(
            "~ job quarterdeck-sales-quarterly: 1 field to change",
            "    ~ timeout_seconds: \"60\" → \"10800\"  (edited by hand)");
    assertThat(job().getSettings().getTimeoutSeconds()).isEqualTo(60L);

    register(STRICT);
    assertThat(job().getSettings().getTimeoutSeconds()).isEqualTo(10_800L);
    assertThat(register(STRICT).isUnchanged()).isTrue();
  }

  @Test
  void keptDriftSurvivesAChangeOfTheDefinition() {
    register(STRICT);
    edit(new JobSettings().setTimeoutSeconds(60L));

    JobUpsert.Policy keep =
        new JobUpsert.Policy(WorkspaceJob.Adoption.REFUSE, JobUpsert.Drift.KEEP);
    Registration.Result result = run(Registration.Mode.APPLY, keep, options("1%"));

    assertThat(Registration.text(result))
        .containsExactly(
            "~ job quarterdeck-sales-quarterly: 1 field to change",
            "    ~ parameters[max_rejects].default: \"0\" → \"1%\"",
            "  kept as edited by hand: 1 field",
            "    ~ timeout_seconds: \"60\" → \"10800\"  (edited by hand)");
    assertThat(job().getSettings().getTimeoutSeconds()).isEqualTo(60L);
    assertThat(Registration.text(run(Registration.Mode.DRY_RUN, STRICT, options("1%"))))
        .contains("    ~ timeout_seconds: \"60\" → \"10800\"  (edited by hand)");
  }

  @Test
  void jobWithTheSameNameFromAnotherCreatorIsRefusedUnlessAdopted() {
    long theirs =
        workspace
            .client()
            .jobs()
            .create(TestJob.of(TestJob.task("a", "append")).setName(TestJobEnvironment.JOB))
            .getJobId();

    assertThatThrownBy(() -> register(STRICT))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot take over the job quarterdeck-sales-quarterly: owner@quarterdeck.example"
                + " created it, and it does not have this stack's tags; expected no job with this"
                + " name, or one that register created for the stack test. Inspect it ("
                + workspace.running().endpoint()
                + "/jobs/"
                + theirs
                + "), then rename it, or take it over with --adopt.");
    assertThat(everything())
        .filteredOn(each -> each.startsWith("job "))
        .containsExactly("job " + TestJobEnvironment.JOB);

    register(new JobUpsert.Policy(WorkspaceJob.Adoption.ADOPT, JobUpsert.Drift.REVERT));
    assertThat(job().getJobId()).isEqualTo(theirs);
    assertThat(job().getSettings().getTasks())
        .extracting(task -> task.getTaskKey())
        .containsExactly("load", "export", "outcome");
    assertThat(register(STRICT).isUnchanged()).isTrue();
  }

  @Test
  void aScopeForAnotherVaultIsRefusedBeforeAnythingChanges() {
    register(STRICT);
    List<String> before = everything();
    JobEnvironment moved =
        TestJobEnvironment.site(
            workspace,
            new JobEnvironment.Vault(
                "/subscriptions/1/vaults/new", URI.create("https://new.example/")));

    assertThatThrownBy(
            () -> registration(moved, STRICT, options("1%")).run(Registration.Mode.APPLY))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot use the secret scope quarterdeck-test at "
                + workspace.running().endpoint()
                + ": it is backed by "
                + FakeVault.VAULT.resourceId()
                + "; expected the vault /subscriptions/1/vaults/new. Delete it (databricks secrets"
                + " delete-scope quarterdeck-test) if nothing else reads it, then run this again.");
    assertThat(everything()).isEqualTo(before);
    assertThat(register(STRICT).isUnchanged()).isTrue();
  }

  @Test
  void interruptedUploadIsRepeatedByTheNextRegistration() throws IOException {
    register(STRICT);
    workspace
        .client()
        .files()
        .upload(
            new UploadRequest()
                .setFilePath(path(jar))
                .setContents(new ByteArrayInputStream(new byte[10]))
                .setOverwrite(true));

    assertThat(register(STRICT).lines()).containsExactly("+ jar " + path(jar));
    assertThat(register(STRICT).isUnchanged()).isTrue();
    assertThat(workspace.client().files().download(path(jar)).getContents().readAllBytes())
        .isEqualTo(Files.readAllBytes(jar));
  }

  @Test
  void previousJarIsKeptAndOlderOnesAreDeleted() throws IOException {
    register(STRICT);
    String first = path(jar);
    Files.write(jar, new byte[] {1});
    register(STRICT);
    String second = path(jar);
    Files.write(jar, new byte[] {2});

    assertThat(register(STRICT).lines()).containsExactly("+ jar " + path(jar), "- jar " + first);
    assertThat(jars()).containsExactlyInAnyOrder(second, path(jar));
  }

  @Test
  void unregisterRemovesOnlyWhatRegisterCreated() {
    createScope("someone-elses");
    long other =
        workspace
            .client()
            .jobs()
            .create(TestJob.of(TestJob.task("a", "append")).setName("theirs"))
            .getJobId();
    register(STRICT);

    List<String> lines =
        new Unregistration(
                TestJobEnvironment.open(workspace),
                TestJobEnvironment.site(workspace),
                Progress.silent())
            .run(TestJobEnvironment.dataset(), Optional.empty(), Registration.Mode.APPLY)
            .deleted();

    assertThat(lines)
        .containsExactly(
            "- job quarterdeck-sales-quarterly",
            "- jar " + path(jar),
            "- secret scope quarterdeck-test",
            "- volume main.default.quarterdeck_test",
            "- external location quarterdeck-test-artifacts",
            "- external location quarterdeck-test-curated",
            "- external location quarterdeck-test-landing",
            "- external location quarterdeck-test-quarantine",
            "- storage credential quarterdeck-test");
    assertThat(everything()).containsExactly("job theirs", "scope someone-elses");
    assertThat(workspace.client().jobs().get(other).getSettings().getName()).isEqualTo("theirs");
  }

  @Test
  void existingScopeIsKeptByUnregister() {
    createScope("quarterdeck-test");
    register(STRICT);

    new Unregistration(
            TestJobEnvironment.open(workspace),
            TestJobEnvironment.site(workspace),
            Progress.silent())
        .run(TestJobEnvironment.dataset(), Optional.empty(), Registration.Mode.APPLY);

    assertThat(everything()).containsExactly("scope quarterdeck-test");
  }

  private Registration.Result register(JobUpsert.Policy policy) {
    TestJobEnvironment.setUp(TestJobEnvironment.site(workspace));
    return run(Registration.Mode.APPLY, policy, options("0"));
  }

  private Registration.Result run(
      Registration.Mode mode, JobUpsert.Policy policy, JobOptions options) {
    return registration(TestJobEnvironment.site(workspace), policy, options).run(mode);
  }

  private Registration registration(
      JobEnvironment site, JobUpsert.Policy policy, JobOptions options) {
    return new Registration(
        new RegistrationRequest(
            site,
            TestJobEnvironment.dataset(),
            TestJobEnvironment.TEXT,
            JobJar.of(jar),
            options,
            policy,
            Optional.empty()),
        TestJobEnvironment.open(workspace),
        Progress.silent());
  }

  private void createScope(String name) {
    workspace
        .client()
        .secrets()
        .createScope(
            new CreateScope()
                .setScope(name)
                .setScopeBackendType(ScopeBackendType.AZURE_KEYVAULT)
                .setBackendAzureKeyvault(
                    new AzureKeyVaultSecretScopeMetadata()
                        .setResourceId(FakeVault.VAULT.resourceId())
                        .setDnsName(FakeVault.VAULT.dnsName())));
  }

  private static JobOptions options(String maximumRejects) {
    return new JobOptions(
        JobOptions.DEFAULT_NODE_TYPE,
        1,
        JobOptions.Engine.STANDARD,
        JobOptions.Machines.SPOT_WITH_FALLBACK,
        JobOptions.ScheduleState.PAUSED,
        List.of(),
        maximumRejects);
  }

  private static String path(Path jar) {
    return VOLUME + "/jars/quarterdeck-jobs-" + JobJar.of(jar).digest().sha256() + ".jar";
  }

  private void edit(JobSettings change) {
    workspace
        .client()
        .jobs()
        .update(new UpdateJob().setJobId(job().getJobId()).setNewSettings(change));
  }

  private Job job() {
    long id =
        workspace
            .client()
            .jobs()
            .list(new ListJobsRequest().setName(TestJobEnvironment.JOB))
            .iterator()
            .next()
            .getJobId();
    return workspace.client().jobs().get(id);
  }

  private List<String> jars() {
    List<String> paths = new ArrayList<>();
    workspace
        .client()
        .files()
        .listDirectoryContents(VOLUME + "/jars")
        .forEach(entry -> paths.add(entry.getPath()));
    return paths;
  }

  /** Returns all objects in the workspace, by kind and name. */
  private List<String> everything() {
    List<String> all = new ArrayList<>();
    workspace
        .client()
        .jobs()
        .list(new ListJobsRequest())
        .forEach(job -> all.add("job " + job.getSettings().getName()));
    for (SecretScope scope : workspace.client().secrets().listScopes()) {
      all.add("scope " + scope.getName());
    }
    workspace
        .client()
        .storageCredentials()
        .list(new ListStorageCredentialsRequest())
        .forEach(each -> all.add("credential " + each.getName()));
    workspace
        .client()
        .externalLocations()
        .list(new ListExternalLocationsRequest())
        .forEach(each -> all.add("location " + each.getName()));
    workspace
        .client()
        .volumes()
        .list("main", "default")
        .forEach(each -> all.add("volume " + each.getName()));
    return all;
  }
}
