package io.quarterdeck.local.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.service.ml.CreateExperiment;
import com.databricks.sdk.service.ml.CreateRun;
import com.databricks.sdk.service.ml.ExperimentsAPI;
import com.databricks.sdk.service.ml.LogBatch;
import com.databricks.sdk.service.ml.LogMetric;
import com.databricks.sdk.service.ml.Metric;
import com.databricks.sdk.service.ml.Param;
import com.databricks.sdk.service.ml.Run;
import com.databricks.sdk.service.ml.RunInfoStatus;
import com.databricks.sdk.service.ml.RunTag;
import com.databricks.sdk.service.ml.SearchRuns;
import io.quarterdeck.azure.databricks.experiment.ModelExperiment;
import io.quarterdeck.azure.databricks.experiment.TrackedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trainings as runs of an MLflow experiment, with Databricks' client. */
class ExperimentsTest {
  private static final String NAME = "/Shared/topics";

  @TempDir private Path folder;
  private TestWorkspace workspace;
  private ExperimentsAPI api;

  @BeforeEach
  void start() throws IOException {
    workspace = TestWorkspace.start(folder);
    api = workspace.client().experiments();
  }

  @AfterEach
  void stop() {
    workspace.close();
  }

  @Test
  void aModelIsWrittenOnceWithItsMetricsParametersAndLineage() {
    ModelExperiment experiment =
        new ModelExperiment(TestJobEnvironment.open(workspace), "local", Clock.systemUTC());
    Instant trained = Instant.parse("2026-01-02T03:04:05Z");
    TrackedModel first = model("first", trained, "current");
    assertThat(experiment.write(List.of(first))).isEqualTo(1);
    assertThat(experiment.write(List.of(first))).isZero();
    assertThat(
            experiment.write(
                List.of(
                    model("first", trained, "earlier"),
                    model("second", trained.plusSeconds(1), "current"))))
        .isEqualTo(1);

    List<Run> runs = runs(experiment.name(), "");
    assertThat(runs)
        .extracting(run -> run.getInfo().getRunName())
        .containsExactly("second", "first");
    Run run = runs.get(1);
    assertThat(run.getInfo().getStatus()).isEqualTo(RunInfoStatus.FINISHED);
    assertThat(run.getInfo().getStartTime()).isEqualTo(trained.toEpochMilli());
    assertThat(run.getData().getMetrics())
        .extracting(Metric::getKey, Metric::getValue)
        .containsExactly(tuple("weighted F1", 0.5));
    assertThat(run.getData().getParams())
        .extracting(Param::getKey, Param::getValue)
        .containsExactly(tuple("topics", "20"));
    assertThat(run.getData().getTags())
        .extracting(RunTag::getKey, RunTag::getValue)
        .contains(tuple("postsVersion", "7"), tuple(ModelExperiment.STATE, "earlier"));
  }

  @Test
  void anInterruptedRunIsCompletedAndNotWrittenAgain() {
    ModelExperiment experiment =
        new ModelExperiment(TestJobEnvironment.open(workspace), "local", Clock.systemUTC());
    String id = create(experiment.name());
    api.createRun(
        new CreateRun()
            .setExperimentId(id)
            .setTags(List.of(tag(ModelExperiment.VERSION, "first"))));
    assertThat(experiment.write(List.of(model("first", Instant.EPOCH, "current")))).isEqualTo(1);
    assertThat(runs(experiment.name(), ""))
        .singleElement()
        .satisfies(
            run -> {
              assertThat(run.getInfo().getStatus()).isEqualTo(RunInfoStatus.FINISHED);
              assertThat(run.getData().getMetrics()).hasSize(1);
            });
  }

  @Test
  void theNewestValueOfAMetricIsShownAndAParameterCannotChange() {
    String run = run(create(NAME));
    api.logBatch(new LogBatch().setRunId(run).setParams(List.of(parameter("C", "5"))));
    api.logBatch(new LogBatch().setRunId(run).setParams(List.of(parameter("C", "5"))));
    api.logMetric(new LogMetric().setRunId(run).setKey("f1").setValue(0.1).setTimestamp(1L));
    api.logMetric(new LogMetric().setRunId(run).setKey("f1").setValue(0.2).setTimestamp(2L));
    assertThat(api.getRun(run).getRun().getData().getMetrics())
        .extracting(Metric::getValue)
        .containsExactly(0.2);
    refused(
        () -> api.logBatch(new LogBatch().setRunId(run).setParams(List.of(parameter("C", "6")))),
        "INVALID_PARAMETER_VALUE",
        "Changing param values is not allowed. Param with key='C' was already logged with"
            + " value='5' for run ID='"
            + run
            + "'.");
  }

  @Test
  void runsAreFoundByATag() {
    String experiment = create(NAME);
    String wanted = run(experiment);
    run(experiment);
    api.logBatch(
        new LogBatch().setRunId(wanted).setTags(List.of(tag("quarterdeck.version", "42-1"))));
    assertThat(runs(NAME, "")).hasSize(2);
    for (String key : List.of("\"quarterdeck.version\"", "`quarterdeck.version`")) {
      assertThat(runs(NAME, "tags." + key + " = '42-1'"))
          .extracting(run -> run.getInfo().getRunId())
          .containsExactly(wanted);
    }
    assertThat(runs(NAME, "tags.\"quarterdeck.version\" = '42-2'")).isEmpty();
  }

  @Test
  void whatTheWorkspaceRefusesIsRefused() {
    String experiment = create(NAME);
    String run = run(experiment);
    refused(
        () -> create(NAME),
        "RESOURCE_ALREADY_EXISTS",
        "Node named '/Shared/topics' already exists");
    refused(
        () -> create("topics"),
        "INVALID_PARAMETER_VALUE",
        "Got an invalid experiment name 'topics'. An experiment name must be an absolute path"
            + " within the Databricks workspace, e.g. '/Users/<some-username>/my-experiment'.");
    refused(
        () -> create("/Nowhere/topics"),
        "RESOURCE_DOES_NOT_EXIST",
        "Parent directory /Nowhere does not exist.");
    refused(
        () -> api.getByName("/Shared/other"),
        "RESOURCE_DOES_NOT_EXIST",
        "Node /Shared/other does not exist.");
    refused(() -> api.getRun("none"), "RESOURCE_DOES_NOT_EXIST", "Run 'none' not found.");
    refused(() -> run("1"), "RESOURCE_DOES_NOT_EXIST", "No experiment was found with ID 1.");
    refused(
        () -> runs(NAME, "metrics.f1 > 0.5"),
        "INVALID_PARAMETER_VALUE",
        "Cannot read the filter: found metrics.f1 > 0.5; expected nothing, or tags.\"KEY\" ="
            + " 'VALUE'.");
    refused(
        () ->
            api.logBatch(
                new LogBatch()
                    .setRunId(run)
                    .setParams(new ArrayList<>(Collections.nCopies(101, parameter("C", "5"))))),
        "INVALID_PARAMETER_VALUE",
        "Cannot accept params");
    refused(
        () ->
            api.logMetric(
                new LogMetric().setRunId(run).setKey("f1*").setValue(1.0).setTimestamp(1L)),
        "INVALID_PARAMETER_VALUE",
        "Cannot accept key: found \"f1*\"; expected at most 250 letters, digits, spaces or _-./:.");
  }

  private static TrackedModel model(String version, Instant trained, String state) {
    return new TrackedModel(
        version,
        Optional.of(trained),
        Map.of("weighted F1", 0.5),
        Map.of("topics", "20"),
        Map.of("postsVersion", "7"),
        state);
  }

  private String create(String name) {
    return api.createExperiment(new CreateExperiment().setName(name)).getExperimentId();
  }

  private String run(String experiment) {
    return api.createRun(new CreateRun().setExperimentId(experiment)).getRun().getInfo().getRunId();
  }

  private List<Run> runs(String name, String filter) {
    List<Run> runs = new ArrayList<>();
    api.searchRuns(
            new SearchRuns()
                .setExperimentIds(List.of(api.getByName(name).getExperiment().getExperimentId()))
                .setFilter(filter)
                .setMaxResults(1L))
        .forEach(runs::add);
    return runs;
  }

  private static Param parameter(String key, String value) {
    return new Param().setKey(key).setValue(value);
  }

  private static RunTag tag(String key, String value) {
    return new RunTag().setKey(key).setValue(value);
  }

  private static void refused(ThrowingCallable call, String code, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            DatabricksError.class, error -> assertThat(error.getErrorCode()).isEqualTo(code))
        .hasMessageContaining(message);
  }
}
