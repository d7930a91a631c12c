package io.quarterdeck.azure.databricks.experiment;

import com.databricks.sdk.service.ml.CreateExperiment;
import com.databricks.sdk.service.ml.CreateRun;
import com.databricks.sdk.service.ml.LogBatch;
import com.databricks.sdk.service.ml.Metric;
import com.databricks.sdk.service.ml.Param;
import com.databricks.sdk.service.ml.Run;
import com.databricks.sdk.service.ml.RunInfoStatus;
import com.databricks.sdk.service.ml.RunTag;
import com.databricks.sdk.service.ml.SearchRuns;
import com.databricks.sdk.service.ml.UpdateRun;
import com.databricks.sdk.service.ml.UpdateRunStatus;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The MLflow experiment of a stack, which has a run for each model. A tag with the version
 * identifies the run. Therefore a repeated call writes nothing twice, and completes a run that was
 * interrupted. The limits of the API are far from what a model has: 1000 metrics, 100 parameters
 * and 100 tags in a request (docs.databricks.com/api/experiments/v1/log-batch).
 *
 * @param workspace the workspace
 * @param stack the name of the stack
 * @param clock the clock for models without a time
 */
public record ModelExperiment(Workspace workspace, String stack, Clock clock) {
  /** The tag with the version of the model. */
  public static final String VERSION = "quarterdeck.version";

  /** The tag with the use of the model. */
  public static final String STATE = "quarterdeck.state";

  private static final long MOST_RUNS = 1000;

  /** Returns the path of the experiment in the workspace. All members can write to the folder. */
  public String name() {
    return "/Shared/quarterdeck-lakehouse-" + stack;
  }

  /**
   * Writes models that the experiment does not have, and the uses that changed.
   *
   * @return the number of models that were written
   * @throws io.quarterdeck.loader.failure.Failure if the workspace refuses
   */
  public int write(List<TrackedModel> models) {
    if (models.isEmpty()) {
      return 0;
    }
    String experiment = experiment();
    int written = 0;
    for (TrackedModel model : models) {
      Optional<Run> run = find(experiment, model.version());
      if (run.filter(each -> each.getInfo().getStatus() == RunInfoStatus.FINISHED).isEmpty()) {
        record(run.map(ModelExperiment::id).orElseGet(() -> create(experiment, model)), model);
        written++;
      } else if (!model.state().equals(tag(run.get(), STATE))) {
        mark(id(run.get()), model);
      }
    }
    return written;
  }

  private String experiment() {
    workspace.create(
        "create the experiment " + name(),
        client -> client.experiments().createExperiment(new CreateExperiment().setName(name())));
    return workspace.call(
        "read the experiment " + name(),
        client -> client.experiments().getByName(name()).getExperiment().getExperimentId());
  }

  private Optional<Run> find(String experiment, String version) {
    SearchRuns search =
        new SearchRuns()
            .setExperimentIds(List.of(experiment))
            .setFilter("tags.\"%s\" = '%s'".formatted(VERSION, version))
            .setMaxResults(MOST_RUNS);
    return workspace.call(
        "find the model " + version + " in the experiment " + name(),
        client -> {
          for (Run run : client.experiments().searchRuns(search)) {
            return Optional.of(run);
          }
          return Optional.empty();
        });
  }

  private String create(String experiment, TrackedModel model) {
    CreateRun run =
        new CreateRun()
            .setExperimentId(experiment)
            .setRunName(model.version())
            .setStartTime(time(model))
            .setTags(List.of(new RunTag().setKey(VERSION).setValue(model.version())));
    return workspace.call(
        "add the model " + model.version() + " to the experiment " + name(),
        client -> client.experiments().createRun(run).getRun().getInfo().getRunId());
  }

  private void record(String run, TrackedModel model) {
    List<Metric> metrics = new ArrayList<>();
    model
        .metrics()
        .forEach(
            (name, value) ->
                metrics.add(
                    new Metric()
                        .setKey(name)
                        .setValue(value)
                        .setTimestamp(time(model))
                        .setStep(0L)));
    List<Param> parameters = new ArrayList<>();
    model
        .parameters()
        .forEach((name, value) -> parameters.add(new Param().setKey(name).setValue(value)));
    List<RunTag> tags = new ArrayList<>(tags(model.lineage()));
    tags.addAll(tags(Map.of(STATE, model.state())));
    LogBatch batch =
        new LogBatch().setRunId(run).setMetrics(metrics).setParams(parameters).setTags(tags);
    UpdateRun end =
        new UpdateRun().setRunId(run).setStatus(UpdateRunStatus.FINISHED).setEndTime(time(model));
    workspace.tell(
        "write the model " + model.version() + " to the experiment " + name(),
        client -> {
          client.experiments().logBatch(batch);
          client.experiments().updateRun(end);
        });
  }

  private void mark(String run, TrackedModel model) {
    LogBatch batch = new LogBatch().setRunId(run).setTags(tags(Map.of(STATE, model.state())));
    workspace.tell(
        "mark the model " + model.version() + " in the experiment " + name(),
        client -> client.experiments().logBatch(batch));
  }

  private long time(TrackedModel model) {
    return model.trained().map(Instant::toEpochMilli).orElseGet(clock::millis);
  }

  private static Collection<RunTag> tags(Map<String, String> values) {
    return values.entrySet().stream()
        .map(tag -> new RunTag().setKey(tag.getKey()).setValue(tag.getValue()))
        .toList();
  }

  private static String id(Run run) {
    return run.getInfo().getRunId();
  }

  private static String tag(Run run, String key) {
    return run.getData().getTags().stream()
        .filter(tag -> tag.getKey().equals(key))
        .map(RunTag::getValue)
        .findFirst()
        .orElse("");
  }
}
