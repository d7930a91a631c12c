package io.quarterdeck.local.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.catalog.PermissionsChange;
import com.databricks.sdk.service.catalog.Privilege;
import com.databricks.sdk.service.catalog.UpdatePermissions;
import com.databricks.sdk.service.iam.CreateServicePrincipalRequest;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.pipelines.EditPipeline;
import com.databricks.sdk.service.pipelines.GetPipelineResponse;
import com.databricks.sdk.service.pipelines.ListPipelinesRequest;
import com.databricks.sdk.service.pipelines.PipelineAccessControlRequest;
import com.databricks.sdk.service.pipelines.PipelinePermissionLevel;
import com.databricks.sdk.service.pipelines.PipelinePermissionsRequest;
import com.databricks.sdk.service.pipelines.PipelineStateInfo;
import com.databricks.sdk.service.pipelines.StartUpdate;
import com.databricks.sdk.service.workspace.Import;
import com.databricks.sdk.service.workspace.ImportFormat;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.JobsRegistration;
import io.quarterdeck.azure.databricks.Registration;
import io.quarterdeck.azure.databricks.StreamingRegistration;
import io.quarterdeck.azure.databricks.Unregistration;
import io.quarterdeck.azure.databricks.WorkspaceSetup;
import io.quarterdeck.azure.databricks.artifact.JobJar;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.pipeline.PipelineUpdates;
import io.quarterdeck.azure.databricks.setup.WorkspacePrincipal;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.cli.streaming.StreamingChecks;
import io.quarterdeck.cli.streaming.StreamingRuns;
import io.quarterdeck.contract.OrdersPipeline;
import io.quarterdeck.contract.StreamingJob;
import io.quarterdeck.contract.StreamingSource;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.TestTenant;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registers and unregisters the jobs and the pipeline of the streaming system. */
class StreamingRegistrationTest {
  static final String SQL = "CREATE OR REFRESH MATERIALIZED VIEW one AS SELECT 1;\n";
  private static final String JOB = "00000000-0000-4000-8000-000000000041";
  private static final String FOLDER =
      "/Workspace/Users/owner@quarterdeck.example/quarterdeck-test";

  @TempDir private Path folder;

  private TestWorkspace workspace;
  private Path jar;
  private final AtomicReference<Integer> exit = new AtomicReference<>(0);

  @BeforeEach
  void start() throws IOException {
    workspace =
        TestWorkspace.start(
            folder,
            launch -> {
              Files.writeString(launch.log(), "no bronze");
              return new EndedProcess(new CountDownLatch(0), exit.get());
            });
    jar = Files.write(folder.resolve("job.jar"), TestWorkspace.jar());
    TestJobEnvironment.setUp(site(workspace));
  }

  @AfterEach
  void stop() {
    workspace.close();
  }

  @Test
  void thePipelineIsRegisteredOnceAndAnEditIsShownByField() throws IOException {
    assertThat(register(JobUpsert.Drift.REVERT).lines())
        .contains(
            "+ file " + FOLDER + "/orders.sql",
            "+ CAN READ on folder " + FOLDER + " for service principal " + JOB,
            "+ pipeline quarterdeck-streaming-orders");
    assertThat(register(JobUpsert.Drift.REVERT).isUnchanged()).isTrue();
    GetPipelineResponse pipeline = pipeline();
    assertThat(pipeline.getRunAs().getServicePrincipalName()).isEqualTo(JOB);
    assertThat(pipeline.getSpec().getCatalog()).isEqualTo("main");
    assertThat(pipeline.getSpec().getDevelopment()).isTrue();

    workspace
        .client()
        .pipelines()
        .update(edited(pipeline).setConfiguration(Map.of("quarterdeck.lake", "x", "more", "y")));
    workspace
        .client()
        .workspace()
        .importContent(
            new Import()
                .setPath(FOLDER + "/orders.sql")
                .setOverwrite(true)
                .setFormat(ImportFormat.RAW)
                .setContent(Base64.getEncoder().encodeToString(new byte[] {'x'})));
    JobsRegistration.Result kept = register(JobUpsert.Drift.KEEP);
    assertThat(kept.lines()).containsExactly("+ file " + FOLDER + "/orders.sql");
    assertThat(register(JobUpsert.Drift.KEEP).isUnchanged()).isTrue();
    assertThat(kept.text())
        .contains(
            "  pipeline quarterdeck-streaming-orders: kept 3 fields that differ from the definition",
            "    - configuration.more: \"y\"",
            "    ~ configuration.quarterdeck.lake: \"x\" → \"abfss://streaming@lake.dfs.core.windows.net\"");
    assertThat(register(JobUpsert.Drift.REVERT).lines())
        .contains(
            "~ pipeline quarterdeck-streaming-orders: 3 fields to change",
            "    - configuration.more: \"y\"",
            "    ~ configuration.quarterdeck.lake: \"x\" → \"abfss://streaming@lake.dfs.core.windows.net\"");
    assertThat(register(JobUpsert.Drift.REVERT).isUnchanged()).isTrue();
  }

  @Test
  void anUpdateRunsAsTheJobsIdentityAndAFailedOneShowsTheError() throws IOException {
    register(JobUpsert.Drift.REVERT);
    PipelineUpdates updates = updates();
    updates.awaitSuccess(updates.start(), Duration.ZERO, Duration.ofMinutes(1));
    exit.set(1);
    String failed = updates.start();
    assertThatThrownBy(() -> updates.awaitSuccess(failed, Duration.ZERO, Duration.ofMinutes(1)))
        .hasMessageContaining("it is failed; expected completed.")
        .hasMessageContaining("The program ended with exit code 1.\nno bronze");
    StreamingRuns runs =
        new StreamingRuns(TestJobEnvironment.open(workspace), "test", Progress.silent());
    assertThat(runs.newestUpdates(10))
        .extracting(PipelineUpdates.Listed::state)
        .containsExactly("failed", "completed");
    assertThat(runs.newestUpdates(1))
        .singleElement()
        .satisfies(
            newest -> {
              assertThat(newest.id()).isEqualTo(failed);
              assertThat(newest.cause()).isEqualTo("api call");
              assertThat(newest.link()).isEqualTo(updates.link(failed));
            });
  }

  @Test
  void aPipelineOfAnotherCreatorIsRefusedUnlessItIsAdopted() throws IOException {
    workspace
        .client()
        .pipelines()
        .create(
            PipelinesTest.pipeline(OrdersPipeline.NAME, Map.of("quarterdeck.lake", "x"))
                .setTags(Map.of()));
    assertThatThrownBy(() -> register(JobUpsert.Drift.REVERT))
        .hasMessageStartingWith(
            "Cannot take over the pipeline quarterdeck-streaming-orders: owner@quarterdeck.example"
                + " created it");
    assertThat(workspace.client().jobs().list(new ListJobsRequest())).isEmpty();
    assertThat(
            registration(WorkspaceJob.Adoption.ADOPT, JobUpsert.Drift.REVERT)
                .run(Registration.Mode.APPLY)
                .lines())
        .anyMatch(line -> line.startsWith("~ pipeline quarterdeck-streaming-orders:"));
    assertThat(pipeline().getSpec().getTags()).containsEntry("stack", "test");
  }

  @Test
  void unregisterDeletesThePipelineAndItsFile() throws IOException {
    register(JobUpsert.Drift.REVERT);
    assertThat(
            new Unregistration(
                    TestJobEnvironment.open(workspace), site(workspace), Progress.silent())
                .runStreaming(Optional.empty(), Registration.Mode.APPLY)
                .deleted())
        .contains("- pipeline quarterdeck-streaming-orders", "- folder " + FOLDER)
        .contains("- job " + StreamingJob.ORDERS.jobName());
    assertThat(pipelines(workspace.client())).isEmpty();
  }

  @Test
  void othersMayUseThePipelineAfterTheSetupOnly() throws IOException {
    register(JobUpsert.Drift.REVERT);
    WorkspaceClient deploy =
        TestWorkspace.client(
            workspace.running(), TestTenant.applicationToken("deploy", Audience.DATABRICKS));
    String application = TestTenant.environment().get("AZURE_CLIENT_ID");
    workspace
        .client()
        .servicePrincipalsV2()
        .create(new CreateServicePrincipalRequest().setApplicationId(application));
    assertThat(pipelines(deploy)).isEmpty();
    String id = pipeline().getPipelineId();
    assertThatThrownBy(() -> deploy.pipelines().startUpdate(new StartUpdate().setPipelineId(id)))
        .hasMessageContaining("does not have Run permissions on pipeline " + id);
    assertThat(setUpRunner(application))
        .contains(
            "+ CAN RUN on pipeline quarterdeck-streaming-orders for service principal "
                + application);
    assertThat(setUpRunner(application)).isEmpty();
    assertThat(pipelines(deploy)).hasSize(1);
    assertThat(deploy.pipelines().startUpdate(new StartUpdate().setPipelineId(id)).getUpdateId())
        .isNotEmpty();
    // The owner stays the owner if it gets a permission, too.
    String owner = workspace.client().pipelines().get(id).getCreatorUserName();
    workspace
        .client()
        .pipelines()
        .updatePermissions(
            new PipelinePermissionsRequest()
                .setPipelineId(id)
                .setAccessControlList(
                    List.of(
                        new PipelineAccessControlRequest()
                            .setUserName(owner)
                            .setPermissionLevel(PipelinePermissionLevel.CAN_MANAGE))));
    assertThat(workspace.client().pipelines().getPermissions(id).getAccessControlList())
        .filteredOn(entry -> owner.equals(entry.getUserName()))
        .extracting(entry -> entry.getAllPermissions().iterator().next().getPermissionLevel())
        .containsExactly(PipelinePermissionLevel.IS_OWNER, PipelinePermissionLevel.CAN_MANAGE);
    assertThatThrownBy(() -> deploy.pipelines().delete(id))
        .hasMessageContaining("does not have Manage permissions on pipeline " + id);
  }

  @Test
  void doctorChecksTheServiceCredentialAndThePipeline() throws IOException {
    JobEnvironment site = site(workspace);
    assertThat(findings(site))
        .containsExactly(
            "event hub credential: OK quarterdeck-test-events",
            "orders pipeline: WARNING not registered, or you may not see it");
    register(JobUpsert.Drift.REVERT);
    assertThat(findings(site)).contains("orders pipeline: OK registered; no update yet");
    exit.set(1);
    PipelineUpdates updates = updates();
    String update = updates.start();
    assertThatThrownBy(() -> updates.awaitSuccess(update, Duration.ZERO, Duration.ofMinutes(1)))
        .hasMessageContaining("it is failed");
    assertThat(findings(site))
        .contains("orders pipeline: WARNING registered; the last update failed");
    workspace
        .client()
        .grants()
        .update(
            new UpdatePermissions()
                .setSecurableType("credential")
                .setFullName("quarterdeck-test-events")
                .setChanges(
                    List.of(
                        new PermissionsChange()
                            .setPrincipal(JOB)
                            .setRemove(List.of(Privilege.ACCESS)))));
    assertThat(findings(site))
        .contains(
            "event hub credential: FAILED quarterdeck-test-events, on which "
                + JOB
                + " has no ACCESS");
    workspace.client().credentials().deleteCredential("quarterdeck-test-events");
    assertThat(findings(site))
        .contains("event hub credential: FAILED found no quarterdeck-test-events");
  }

  private static List<String> findings(JobEnvironment site) {
    return StreamingChecks.inWorkspace(site).stream()
        .map(check -> check.name() + ": " + check.look().status() + " " + check.look().found())
        .toList();
  }

  private List<String> setUpRunner(String application) {
    return new WorkspaceSetup(
            new WorkspaceSetup.Request(
                site(workspace),
                List.of(),
                List.of(new WorkspacePrincipal(application)),
                List.of(),
                Optional.empty(),
                Optional.empty()),
            TestJobEnvironment.open(workspace),
            Progress.silent())
        .run(Registration.Mode.APPLY);
  }

  private PipelineUpdates updates() {
    return new PipelineUpdates(
        TestJobEnvironment.open(workspace), pipeline().getPipelineId(), Progress.silent());
  }

  private GetPipelineResponse pipeline() {
    return workspace.client().pipelines().get(pipelines(workspace.client()).get(0).getPipelineId());
  }

  private static List<PipelineStateInfo> pipelines(WorkspaceClient client) {
    List<PipelineStateInfo> found = new ArrayList<>();
    client.pipelines().listPipelines(new ListPipelinesRequest()).forEach(found::add);
    return found;
  }

  private static EditPipeline edited(GetPipelineResponse pipeline) {
    return new EditPipeline()
        .setPipelineId(pipeline.getPipelineId())
        .setName(pipeline.getName())
        .setCatalog(pipeline.getSpec().getCatalog())
        .setSchema(pipeline.getSpec().getSchema())
        .setClusters(pipeline.getSpec().getClusters())
        .setChannel(pipeline.getSpec().getChannel())
        .setEdition(pipeline.getSpec().getEdition())
        .setDevelopment(true)
        .setTags(pipeline.getSpec().getTags())
        .setLibraries(pipeline.getSpec().getLibraries());
  }

  private JobsRegistration.Result register(JobUpsert.Drift drift) throws IOException {
    return registration(WorkspaceJob.Adoption.REFUSE, drift).run(Registration.Mode.APPLY);
  }

  private StreamingRegistration registration(WorkspaceJob.Adoption adoption, JobUpsert.Drift drift)
      throws IOException {
    return registration(workspace, jar, new JobUpsert.Policy(adoption, drift));
  }

  /** Returns the registration of the stack {@code test}. */
  static StreamingRegistration registration(
      TestWorkspace workspace, Path jar, JobUpsert.Policy policy) throws IOException {
    Map<StreamingSource, String> texts = new EnumMap<>(StreamingSource.class);
    for (StreamingSource source : StreamingSource.values()) {
      texts.put(
          source, Files.readString(Path.of("../streaming/datasets", source.dataset() + ".yaml")));
    }
    JobEnvironment site = site(workspace);
    return new StreamingRegistration(
        new StreamingRegistration.Request(
            site,
            new OutputValues.Streaming(
                "streaming",
                "evh-test.servicebus.windows.net",
                "orders",
                "quarterdeck",
                "func",
                ""),
            texts,
            SQL,
            JobJar.of(jar),
            JobOptions.defaults(site),
            policy,
            Optional.empty()),
        TestJobEnvironment.open(workspace),
        Progress.silent());
  }

  /** The environment of the other tests, with the streaming system and the job's identity. */
  static JobEnvironment site(TestWorkspace workspace) {
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
            Optional.empty(),
            Optional.of(URI.create("abfss://streaming@lake.dfs.core.windows.net")),
            lake.identity()),
        Optional.of(JOB));
  }
}
