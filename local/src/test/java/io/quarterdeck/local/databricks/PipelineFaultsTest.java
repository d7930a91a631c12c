package io.quarterdeck.local.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.service.files.UploadRequest;
import com.databricks.sdk.service.iam.ComplexValue;
import com.databricks.sdk.service.iam.CreateServicePrincipalRequest;
import com.databricks.sdk.service.pipelines.CreatePipeline;
import com.databricks.sdk.service.pipelines.ListPipelineEventsRequest;
import com.databricks.sdk.service.pipelines.ListPipelinesRequest;
import com.databricks.sdk.service.pipelines.PipelinesAPI;
import com.databricks.sdk.service.pipelines.StartUpdate;
import com.databricks.sdk.service.pipelines.StopRequest;
import com.databricks.sdk.service.pipelines.UpdateInfo;
import com.databricks.sdk.service.pipelines.UpdateInfoState;
import com.databricks.sdk.service.workspace.Delete;
import io.quarterdeck.local.databricks.task.TaskLaunch;
import io.quarterdeck.local.databricks.task.TaskRunner;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.TestTenant;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Updates that are stopped at any time, that the emulator cannot run, or that outlive it. */
class PipelineFaultsTest {
  private static final int STOPS = 25;

  @TempDir private Path folder;

  @Test
  void anUpdateThatEndsWhileItIsStoppedIsNotActiveAfterwards() throws Exception {
    AtomicReference<CountDownLatch> end = new AtomicReference<>();
    TaskRunner runner = launch -> new EndedProcess(end.get());
    try (TestWorkspace workspace = workspace(runner)) {
      PipelinesAPI pipelines = workspace.client().pipelines();
      String id = create(pipelines, "succeed");
      for (int stop = 0; stop < STOPS; stop++) {
        CountDownLatch ended = new CountDownLatch(1);
        end.set(ended);
        String update = start(pipelines, id);
        Waiting.until("the update to run", () -> isRunning(pipelines, id));
        CompletableFuture<Void> stopped =
            CompletableFuture.runAsync(
                () -> {
                  ended.countDown();
                  pipelines.stop(new StopRequest().setPipelineId(id));
                });
        stopped.get(1, TimeUnit.MINUTES);
        assertThat(end(pipelines, id, update).getState())
            .isIn(UpdateInfoState.CANCELED, UpdateInfoState.COMPLETED);
      }
    }
  }

  @Test
  void anUpdateThatTheEmulatorCannotRunHasFailedAndAnotherCanStart() throws Exception {
    AtomicReference<TaskRunner> runner = new AtomicReference<>();
    try (TestWorkspace workspace = workspace(launch -> runner.get().start(launch))) {
      PipelinesAPI pipelines = workspace.client().pipelines();
      String id = create(pipelines, "succeed");
      runner.set(
          launch -> {
            throw new IllegalStateException("no program");
          });
      assertFails(pipelines, id, "no program");
      runner.set(
          launch -> {
            throw new IOException("no process");
          });
      assertFails(pipelines, id, "no process");
      Path state = folder.resolve("databricks/pipelines/pipelines.json");
      runner.set(
          launch -> {
            // Nothing can replace a folder that is not empty.
            Files.delete(state);
            Files.createDirectories(state.resolve("full"));
            return new EndedProcess(new CountDownLatch(0));
          });
      String lost = start(pipelines, id);
      assertThat(end(pipelines, id, lost).getState()).isEqualTo(UpdateInfoState.FAILED);
      Files.delete(state.resolve("full"));
      Files.delete(state);
      runner.set(launch -> new EndedProcess(new CountDownLatch(0)));
      assertThat(end(pipelines, id, start(pipelines, id)).getState())
          .isEqualTo(UpdateInfoState.COMPLETED);
    }
  }

  @Test
  void theProcessOfAnUpdateDoesNotOutliveTheEmulator() throws Exception {
    Process emulator = emulator();
    try {
      ProcessHandle update = update().orElseThrow();
      emulator.destroy();
      assertThat(emulator.waitFor(1, TimeUnit.MINUTES)).isTrue();
      Waiting.until("the process of the update to end", () -> !update.isAlive());
    } finally {
      emulator.destroyForcibly();
      update().ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  @Tag("nightly")
  void theNextEmulatorEndsTheProcessOfAnUpdateWhoseEmulatorWasKilled() throws Exception {
    Process emulator = emulator();
    emulator.destroyForcibly().waitFor();
    ProcessHandle update = update().orElseThrow();
    assertThat(update.isAlive()).isTrue();
    try (TestWorkspace workspace = TestWorkspace.start(folder)) {
      Waiting.until("the process of the update to end", () -> !update.isAlive());
      PipelinesAPI pipelines = workspace.client().pipelines();
      String id =
          pipelines.listPipelines(new ListPipelinesRequest()).iterator().next().getPipelineId();
      assertThat(pipelines.get(id).getState().toString()).isEqualTo("IDLE");
    } finally {
      update.destroyForcibly();
    }
  }

  @Test
  void anUpdateUsesACopyOfTheJar() throws Exception {
    AtomicReference<TaskLaunch> launched = new AtomicReference<>();
    TaskRunner runner =
        launch -> {
          launched.set(launch);
          return new EndedProcess(new CountDownLatch(0));
        };
    try (TestWorkspace workspace = workspace(runner)) {
      PipelinesAPI pipelines = workspace.client().pipelines();
      String id = create(pipelines, "succeed");
      assertThat(end(pipelines, id, start(pipelines, id)).getState())
          .isEqualTo(UpdateInfoState.COMPLETED);
      assertThat(launched.get().jars())
          .extracting(Path::getParent)
          .containsExactly(launched.get().work());
      workspace.client().workspace().delete(new Delete().setPath(TestWorkspace.JAR));
      assertFails(pipelines, id, "Path (" + TestWorkspace.JAR + ") doesn't exist.");
    }
  }

  @Test
  void anUpdateNeedsTheRightToReadTheJarAndForClustersTheRightToCreateThem() throws Exception {
    TaskRunner runner = launch -> new EndedProcess(new CountDownLatch(0));
    try (TestWorkspace workspace = workspace(runner)) {
      workspace.createCredential(TestWorkspace.CONNECTOR);
      workspace.createLocation("artifacts", "abfss://artifacts@lake.dfs.core.windows.net/");
      workspace.createVolume("abfss://artifacts@lake.dfs.core.windows.net/jars");
      String jar = "/Volumes/main/default/jars/task.jar";
      workspace
          .client()
          .files()
          .upload(
              new UploadRequest()
                  .setFilePath(jar)
                  .setContents(new ByteArrayInputStream(TestWorkspace.jar())));
      workspace
          .client()
          .servicePrincipalsV2()
          .create(
              new CreateServicePrincipalRequest()
                  .setApplicationId(TestTenant.environment().get("AZURE_CLIENT_ID"))
                  .setDisplayName("deploy")
                  .setEntitlements(List.of(new ComplexValue().setValue("workspace-access"))));
      WorkspaceClient deploy =
          TestWorkspace.client(
              workspace.running(), TestTenant.applicationToken("deploy", Audience.DATABRICKS));
      Map<String, String> configuration =
          Map.of("quarterdeck.lake", PipelinesTest.LAKE, "quarterdeck.jar", jar);
      String id =
          deploy.pipelines().create(PipelinesTest.pipeline("jar", configuration)).getPipelineId();
      assertFails(deploy.pipelines(), id, "User does not have READ VOLUME on Volume");
      String classic =
          deploy
              .pipelines()
              .create(PipelinesTest.pipeline("classic", configuration).setServerless(false))
              .getPipelineId();
      assertFails(deploy.pipelines(), classic, "You are not authorized to create clusters.");
    }
  }

  private TestWorkspace workspace(TaskRunner runner) throws IOException {
    return PipelinesTest.prepared(TestWorkspace.start(folder, runner));
  }

  private String create(PipelinesAPI pipelines, String mode) {
    CreatePipeline pipeline =
        PipelinesTest.pipeline("orders", PipelinesTest.configuration(folder, mode));
    return pipelines.create(pipeline).getPipelineId();
  }

  private static String start(PipelinesAPI pipelines, String id) {
    return pipelines.startUpdate(new StartUpdate().setPipelineId(id)).getUpdateId();
  }

  private static boolean isRunning(PipelinesAPI pipelines, String id) {
    return pipelines.get(id).getState().toString().equals("RUNNING");
  }

  private static UpdateInfo end(PipelinesAPI pipelines, String id, String update) {
    Waiting.until(
        "the update to end", () -> pipelines.get(id).getState().toString().equals("IDLE"));
    return pipelines.getUpdate(id, update).getUpdate();
  }

  private static void assertFails(PipelinesAPI pipelines, String id, String error) {
    String update = start(pipelines, id);
    assertThat(end(pipelines, id, update).getState()).isEqualTo(UpdateInfoState.FAILED);
    assertThat(
            pipelines
                .listPipelineEvents(new ListPipelineEventsRequest().setPipelineId(id))
                .iterator()
                .next()
                .getError()
                .toString())
        .contains(error);
  }

  /** Starts {@link HangingPipelineMain} in a JVM of its own, and waits for its update. */
  private Process emulator() throws IOException {
    Path log = folder.resolve("emulator.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(HangingPipelineMain.class.getName(), folder.toString()));
    Process emulator =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(new File("/dev/null"))
            .start();
    Waiting.until("the update to hang", () -> hangs(emulator, log));
    return emulator;
  }

  private boolean hangs(Process emulator, Path log) {
    assertThat(emulator.isAlive()).as("the emulator; its log is " + log).isTrue();
    return lines().stream().anyMatch(line -> line.startsWith("hangs "));
  }

  private Optional<ProcessHandle> update() {
    return lines().stream()
        .filter(line -> line.startsWith("hangs "))
        .map(line -> Long.parseLong(line.substring("hangs ".length())))
        .findFirst()
        .flatMap(ProcessHandle::of);
  }

  private List<String> lines() {
    try {
      Path trace = folder.resolve("trace");
      return Files.exists(trace) ? Files.readAllLines(trace) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
