package io.quarterdeck.local.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.jobs.RunNow;
import com.databricks.sdk.service.jobs.UpdateJob;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.JobsRegistration;
import io.quarterdeck.azure.databricks.LakehouseRegistration;
import io.quarterdeck.azure.databricks.Registration;
import io.quarterdeck.azure.databricks.Unregistration;
import io.quarterdeck.azure.databricks.WorkspaceSetup;
import io.quarterdeck.azure.databricks.artifact.JobJar;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.setup.JobStarter;
import io.quarterdeck.azure.databricks.setup.WorkspacePrincipal;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.contract.LakehouseJob;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.TestTenant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registers and unregisters the jobs of the lakehouse through the REST API of the emulator. */
class LakehouseRegistrationTest {
  @TempDir private Path folder;

  private TestWorkspace workspace;
  private Path jar;

  @BeforeEach
  void start() throws IOException {
    workspace = TestWorkspace.start(folder);
    jar = Files.write(folder.resolve("job.jar"), TestWorkspace.jar());
    TestJobEnvironment.setUp(site());
  }

  @AfterEach
  void stop() {
    workspace.close();
  }

  @Test
  void aSecondRegistrationChangesNothingAndAnEditIsShownByField() throws IOException {
    assertThat(register(JobUpsert.Drift.REVERT).jobs())
        .extracting(JobUpsert.Plan::name)
        .containsExactly(
            "quarterdeck-lakehouse-weekly",
            "quarterdeck-lakehouse-daily",
            "quarterdeck-lakehouse-train",
            "quarterdeck-lakehouse-replay",
            "quarterdeck-lakehouse-maintenance",
            "quarterdeck-lakehouse-rollback");
    assertThat(register(JobUpsert.Drift.REVERT).isUnchanged()).isTrue();

    long daily = jobs().get(LakehouseJob.DAILY.jobName());
    workspace
        .client()
        .jobs()
        .update(
            new UpdateJob()
                .setJobId(daily)
                .setNewSettings(new JobSettings().setTimeoutSeconds(60L)));
    assertThat(register(JobUpsert.Drift.KEEP).text())
        .contains("    ~ timeout_seconds: \"60\" → \"10800\"  (edited by hand)");
    assertThat(register(JobUpsert.Drift.REVERT).text())
        .contains("~ job quarterdeck-lakehouse-daily: 1 field to change");
    assertThat(workspace.client().jobs().get(daily).getSettings().getTimeoutSeconds())
        .isEqualTo(10_800L);
  }

  @Test
  void theDailyJobAggregatesAndScoresAfterTheIngest() throws IOException {
    register(JobUpsert.Drift.REVERT);
    JobSettings daily =
        workspace.client().jobs().get(jobs().get(LakehouseJob.DAILY.jobName())).getSettings();
    assertThat(daily.getTasks())
        .extracting(
            task ->
                task.getTaskKey()
                    + (task.getDependsOn() == null || task.getDependsOn().isEmpty()
                        ? ""
                        : " after " + task.getDependsOn().iterator().next().getTaskKey()))
        .containsExactly(
            "ingest-stackoverflow-posts",
            "gold after ingest-stackoverflow-posts",
            "score after ingest-stackoverflow-posts");
    assertThat(daily.getTasks().iterator().next().getSparkJarTask().getParameters())
        .containsSequence("--lake", "abfss://lake@lake.dfs.core.windows.net")
        .containsSequence("--day", "{{job.parameters.day}}")
        .containsSequence("--input", "abfss://landing@lake.dfs.core.windows.net/posts");
    assertThat(daily.getJobClusters().iterator().next().getNewCluster().getSparkConf())
        .containsEntry("spark.databricks.delta.snapshotPartitions", "2");
  }

  /** The data factory is the application {@code deploy} here. */
  @Test
  void theDataFactoryMayStartAJobAfterTheGrantAndNothingElse() throws IOException {
    WorkspacePrincipal factory = new WorkspacePrincipal("00000000-0000-4000-8000-000000000031");
    WorkspaceClient deploy =
        TestWorkspace.client(
            workspace.running(), TestTenant.applicationToken("deploy", Audience.DATABRICKS));
    register(JobUpsert.Drift.REVERT);
    String name = LakehouseJob.DAILY.jobName();
    long id = jobs().get(name);
    JobStarter starter = new JobStarter(TestJobEnvironment.open(workspace), factory);
    List<WorkspaceChange> changes = starter.missing(name, Optional.of(Long.toString(id)));
    assertThat(changes)
        .extracting(WorkspaceChange::what)
        .containsExactly("CAN MANAGE RUN on the job " + name + " for the data factory");
    assertThatThrownBy(() -> changes.get(0).make().run())
        .hasMessageContaining(
            "Principal: ServicePrincipalName(" + factory.name() + ") does not exist");

    setUp(factory);
    assertThatThrownBy(() -> deploy.jobs().get(id))
        .hasMessageContaining("does not have Admin or Manage Run or Owner or View permissions");
    changes.get(0).make().run();

    assertThat(starter.missing(name, Optional.of(Long.toString(id)))).isEmpty();
    assertThat(deploy.jobs().get(id).getSettings().getName()).isEqualTo(name);
    assertThat(deploy.jobs().runNow(new RunNow().setJobId(id)).getResponse().getRunId())
        .isPositive();
    assertThatThrownBy(() -> deploy.jobs().delete(id))
        .hasMessageContaining("does not have Admin or Owner permissions");
    assertThat(register(JobUpsert.Drift.REVERT).isUnchanged()).isTrue();
  }

  @Test
  void unregisterDeletesTheJobsAndASharedJarOnlyWithTheLastJob() throws IOException {
    register(JobUpsert.Drift.REVERT);
    assertThat(
            new Unregistration(TestJobEnvironment.open(workspace), site(), Progress.silent())
                .runLakehouse(Optional.empty(), Registration.Mode.APPLY)
                .deleted())
        .contains("- job quarterdeck-lakehouse-weekly")
        .anyMatch(line -> line.startsWith("- jar "));
    assertThat(jobs()).isEmpty();
  }

  @Test
  void aStackWithoutALakehouseIsRefused() {
    assertThatThrownBy(
            () ->
                registration(TestJobEnvironment.site(workspace), JobUpsert.Drift.REVERT)
                    .run(Registration.Mode.APPLY))
        .hasMessageStartingWith("Cannot use the system lakehouse: this stack does not have it");
    assertThat(jobs()).isEmpty();
  }

  private JobsRegistration.Result register(JobUpsert.Drift drift) throws IOException {
    return registration(site(), drift).run(Registration.Mode.APPLY);
  }

  private LakehouseRegistration registration(JobEnvironment site, JobUpsert.Drift drift)
      throws IOException {
    Map<LakehouseSource, String> texts = new EnumMap<>(LakehouseSource.class);
    for (LakehouseSource source : LakehouseSource.values()) {
      texts.put(
          source, Files.readString(Path.of("../lakehouse/datasets", source.dataset() + ".yaml")));
    }
    return new LakehouseRegistration(
        new LakehouseRegistration.Request(
            site,
            texts,
            JobJar.of(jar),
            JobOptions.defaults(site),
            new JobUpsert.Policy(WorkspaceJob.Adoption.REFUSE, drift),
            Optional.empty()),
        TestJobEnvironment.open(workspace),
        Progress.silent());
  }

  private Map<String, Long> jobs() {
    Map<String, Long> jobs = new TreeMap<>();
    for (BaseJob job : workspace.client().jobs().list(new ListJobsRequest())) {
      jobs.put(job.getSettings().getName(), job.getJobId());
    }
    return jobs;
  }

  /** The environment of the other tests, with a lake. */
  /** Adds the data factory as a member without other rights. */
  private void setUp(WorkspacePrincipal factory) {
    JobEnvironment owner = site();
    new WorkspaceSetup(
            new WorkspaceSetup.Request(owner, List.of(), Optional.of(factory), Optional.empty()),
            Workspace.at(owner.workspace()),
            Progress.silent())
        .run(Registration.Mode.APPLY);
  }

  private JobEnvironment site() {
    JobEnvironment site = TestJobEnvironment.site(workspace);
    JobEnvironment.Lake lake = site.lake();
    return new JobEnvironment(
        site.stack(),
        site.environment(),
        site.workspace(),
        site.database(),
        site.vault(),
        new JobEnvironment.Lake(
            lake.landing(),
            lake.curated(),
            lake.quarantine(),
            lake.artifacts(),
            Optional.of(URI.create("abfss://lake@lake.dfs.core.windows.net")),
            lake.identity()),
        site.runAs());
  }
}
