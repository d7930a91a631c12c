package io.quarterdeck.local.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.core.error.platform.InvalidParameterValue;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.core.error.platform.ResourceConflict;
import com.databricks.sdk.service.pipelines.CreatePipeline;
import com.databricks.sdk.service.pipelines.EditPipeline;
import com.databricks.sdk.service.pipelines.FileLibrary;
import com.databricks.sdk.service.pipelines.ListPipelineEventsRequest;
import com.databricks.sdk.service.pipelines.ListPipelinesRequest;
import com.databricks.sdk.service.pipelines.PipelineEvent;
import com.databricks.sdk.service.pipelines.PipelineLibrary;
import com.databricks.sdk.service.pipelines.PipelinesAPI;
import com.databricks.sdk.service.pipelines.StartUpdate;
import com.databricks.sdk.service.pipelines.StopRequest;
import com.databricks.sdk.service.pipelines.UpdateInfoState;
import com.databricks.sdk.service.workspace.Import;
import com.databricks.sdk.service.workspace.ImportFormat;
import io.quarterdeck.local.process.Polling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databricks' client at the Pipelines API, whose updates run the program of the test's jar. */
class PipelinesTest {
  private static final String SQL = "/Workspace/Shared/pipeline.sql";
  static final String LAKE = "abfss://streaming@lake.dfs.core.windows.net";

  @TempDir private Path folder;

  @Test
  void anUpdateRunsTheProgramAndItsEventsShowItsStates() throws Exception {
    try (TestWorkspace workspace = workspace()) {
      PipelinesAPI pipelines = workspace.client().pipelines();
      String id = pipelines.create(pipeline("orders", "succeed")).getPipelineId();
      assertThat(pipelines.get(id).getState().toString()).isEqualTo("IDLE");
      assertThat(pipelines.get(id).getSpec().getName()).isEqualTo("orders");

      String update = start(pipelines, id);
      assertThat(end(pipelines, id, update)).isEqualTo(UpdateInfoState.COMPLETED);
      assertThat(Files.readAllLines(folder.resolve("trace")))
          .containsExactly(
              "--lake %s --job-run %s --correlation-id %s --trigger available-now"
                  .formatted(LAKE, update, update),
              "done");
      assertThat(events(pipelines, id))
          .extracting(PipelineEvent::getMessage)
          .map(message -> message.substring(message.lastIndexOf(' ') + 1))
          .containsExactly("completed.", "running.", "initializing.", "created.");
      assertThat(pipelines.listUpdates(id).getUpdates())
          .singleElement()
          .satisfies(each -> assertThat(each.getUpdateId()).isEqualTo(update));
      assertThat(healths(pipelines, "ord%")).containsExactly("HEALTHY");
      assertThat(healths(pipelines, "x%")).isEmpty();
    }
  }

  @Test
  void aFailedUpdateNamesTheError() throws Exception {
    try (TestWorkspace workspace = workspace()) {
      PipelinesAPI pipelines = workspace.client().pipelines();
      String id = pipelines.create(pipeline("orders", "fail")).getPipelineId();
      assertThat(end(pipelines, id, start(pipelines, id))).isEqualTo(UpdateInfoState.FAILED);
      PipelineEvent event = events(pipelines, id).get(0);
      assertThat(event.getLevel().toString()).isEqualTo("ERROR");
      assertThat(event.getError().getExceptions().iterator().next().getMessage())
          .contains("IllegalStateException: no bronze");

      pipelines.update(
          new EditPipeline()
              .setPipelineId(id)
              .setName("orders")
              .setLibraries(List.of(library("/Workspace/Shared/missing.sql")))
              .setConfiguration(configuration(folder, "succeed")));
      assertThat(end(pipelines, id, start(pipelines, id))).isEqualTo(UpdateInfoState.FAILED);
      assertThat(events(pipelines, id).get(0).getError().toString())
          .contains("Path (/Workspace/Shared/missing.sql) doesn't exist.");
      assertThat(pipelines.get(id).getHealth().toString()).isEqualTo("UNHEALTHY");

      // The API refuses a token with a filter, which the iterator sends for the second page.
      ListPipelineEventsRequest errors =
          new ListPipelineEventsRequest()
              .setPipelineId(id)
              .setFilter("level='ERROR'")
              .setMaxResults(1L);
      assertThat(pipelines.impl().listPipelineEvents(errors).getEvents()).hasSize(1);
      assertThatThrownBy(() -> pipelines.listPipelineEvents(errors).forEach(each -> {}))
          .isInstanceOf(InvalidParameterValue.class)
          .hasMessageContaining("page_token cannot be combined with filter");
    }
  }

  @Test
  void aStoppedUpdateIsCanceledAndAnActiveOnePreventsAnother() throws Exception {
    try (TestWorkspace workspace = workspace()) {
      PipelinesAPI pipelines = workspace.client().pipelines();
      String id = pipelines.create(pipeline("orders", "hang")).getPipelineId();
      String update = start(pipelines, id);
      assertThatThrownBy(() -> start(pipelines, id))
          .isInstanceOf(ResourceConflict.class)
          .hasMessageContaining("An active update " + update + " already exists");
      awaitTrace();
      pipelines.stop(new StopRequest().setPipelineId(id));
      assertThat(end(pipelines, id, update)).isEqualTo(UpdateInfoState.CANCELED);
      pipelines.delete(id);
      assertThatThrownBy(() -> pipelines.get(id)).isInstanceOf(NotFound.class);
    }
  }

  @Test
  void anUpdateThatTheWorkspaceInterruptsHasFailedAfterItsStart() throws Exception {
    String id;
    String update;
    try (TestWorkspace workspace = workspace()) {
      PipelinesAPI pipelines = workspace.client().pipelines();
      id = pipelines.create(pipeline("orders", "hang")).getPipelineId();
      update = start(pipelines, id);
      awaitTrace();
    }
    try (TestWorkspace workspace = TestWorkspace.start(folder)) {
      PipelinesAPI pipelines = workspace.client().pipelines();
      assertThat(end(pipelines, id, update)).isIn(UpdateInfoState.CANCELED, UpdateInfoState.FAILED);
      assertThat(pipelines.get(id).getState().toString()).isEqualTo("IDLE");
    }
  }

  @Test
  void whatAzureOrTheLocalStackDoesNotSupportIsRefused() throws Exception {
    try (TestWorkspace workspace = workspace()) {
      PipelinesAPI pipelines = workspace.client().pipelines();
      String id = pipelines.create(pipeline("orders", "succeed")).getPipelineId();
      assertThatThrownBy(() -> pipelines.create(pipeline("orders", "succeed")))
          .isInstanceOf(ResourceConflict.class)
          .hasMessageContaining("The pipeline name 'orders' is already used by another pipeline.");
      pipelines.create(pipeline("orders", "succeed").setAllowDuplicateNames(true));
      assertThatThrownBy(() -> pipelines.create(pipeline("other", "succeed").setContinuous(true)))
          .isInstanceOf(InvalidParameterValue.class)
          .hasMessageContaining("continuous: found true");
      assertThatThrownBy(
              () -> pipelines.create(pipeline("other", "succeed").setBudgetPolicyId("1")))
          .hasMessageContaining("budget_policy_id: found an unknown field");
      assertThatThrownBy(
              () -> pipelines.startUpdate(new StartUpdate().setPipelineId(id).setFullRefresh(true)))
          .hasMessageContaining("full_refresh: found true");
      assertThatThrownBy(() -> pipelines.getUpdate(id, "none")).isInstanceOf(NotFound.class);
    }
  }

  private TestWorkspace workspace() throws IOException {
    return workspace(folder);
  }

  /** Starts a workspace with the jar and the source file. */
  static TestWorkspace workspace(Path folder) throws IOException {
    return prepared(TestWorkspace.start(folder));
  }

  /** Uploads the jar and the source file. */
  static TestWorkspace prepared(TestWorkspace workspace) throws IOException {
    workspace.uploadJar();
    workspace
        .client()
        .workspace()
        .importContent(
            new Import()
                .setPath(SQL)
                .setContent(
                    Base64.getEncoder().encodeToString("SELECT 1".getBytes(StandardCharsets.UTF_8)))
                .setFormat(ImportFormat.RAW));
    return workspace;
  }

  private CreatePipeline pipeline(String name, String mode) {
    return pipeline(name, configuration(folder, mode));
  }

  static CreatePipeline pipeline(String name, Map<String, String> configuration) {
    return new CreatePipeline()
        .setName(name)
        .setCatalog("main")
        .setSchema("default")
        .setServerless(true)
        .setLibraries(List.of(library(SQL)))
        .setConfiguration(configuration);
  }

  /** Returns the configuration with which {@link TaskMain} does what the mode says. */
  static Map<String, String> configuration(Path folder, String mode) {
    return Map.of(
        "quarterdeck.lake",
        LAKE,
        "quarterdeck.jar",
        TestWorkspace.JAR,
        "trace",
        folder.resolve("trace").toString(),
        "mode",
        mode);
  }

  private static PipelineLibrary library(String path) {
    return new PipelineLibrary().setFile(new FileLibrary().setPath(path));
  }

  private static String start(PipelinesAPI pipelines, String id) {
    return pipelines.startUpdate(new StartUpdate().setPipelineId(id)).getUpdateId();
  }

  private void awaitTrace() throws InterruptedException {
    assertThat(
            Polling.await("wait for the program", 120, () -> Files.exists(folder.resolve("trace"))))
        .isTrue();
  }

  private static UpdateInfoState end(PipelinesAPI pipelines, String id, String update)
      throws InterruptedException {
    assertThat(
            Polling.await(
                "wait for the update",
                120,
                () -> pipelines.get(id).getState().toString().equals("IDLE")))
        .isTrue();
    return pipelines.getUpdate(id, update).getUpdate().getState();
  }

  private static List<String> healths(PipelinesAPI pipelines, String name) {
    List<String> found = new ArrayList<>();
    pipelines
        .listPipelines(new ListPipelinesRequest().setFilter("name LIKE '" + name + "'"))
        .forEach(pipeline -> found.add(pipeline.getHealth().toString()));
    return found;
  }

  private static List<PipelineEvent> events(PipelinesAPI pipelines, String id) {
    List<PipelineEvent> events = new ArrayList<>();
    pipelines
        .listPipelineEvents(new ListPipelineEventsRequest().setPipelineId(id))
        .forEach(events::add);
    return events;
  }
}
