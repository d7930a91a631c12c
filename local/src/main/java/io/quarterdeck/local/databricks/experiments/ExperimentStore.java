package io.quarterdeck.local.databricks.experiments;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.StateFile;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The experiments and their runs. Stored on disk. Thread-safe. */
public final class ExperimentStore {
  private static final String EXPERIMENTS = "experiments";
  private static final String RUNS = "runs";
  private static final long FIRST_ID = 1_000_000_000_001L;

  private final StateFile file;
  private final JsonObject state;

  private ExperimentStore(StateFile file, JsonObject state) {
    this.file = file;
    this.state = state;
  }

  /** Opens the store with the experiments of an earlier run. */
  public static ExperimentStore open(StateFile file) throws IOException {
    JsonObject state = file.read();
    for (String array : new String[] {EXPERIMENTS, RUNS}) {
      if (!state.has(array)) {
        state.add(array, new JsonArray());
      }
    }
    return new ExperimentStore(file, state);
  }

  synchronized Optional<JsonObject> named(String name) {
    return find(EXPERIMENTS, each -> each.get("name").getAsString().equals(name));
  }

  synchronized JsonObject experiment(String id) {
    return find(EXPERIMENTS, each -> each.get("experiment_id").getAsString().equals(id))
        .orElseThrow(() -> DatabricksErrors.missing("No experiment was found with ID " + id + "."));
  }

  /** Adds an experiment and returns its id. */
  synchronized String create(String name, long millis) throws IOException {
    if (named(name).isPresent()) {
      throw DatabricksErrors.exists("Node named '" + name + "' already exists");
    }
    JsonObject experiment = new JsonObject();
    String id = String.valueOf(FIRST_ID + state.getAsJsonArray(EXPERIMENTS).size());
    experiment.addProperty("experiment_id", id);
    experiment.addProperty("name", name);
    experiment.addProperty("artifact_location", "dbfs:/databricks/mlflow-tracking/" + id);
    experiment.addProperty("lifecycle_stage", "active");
    experiment.addProperty("creation_time", millis);
    experiment.addProperty("last_update_time", millis);
    state.getAsJsonArray(EXPERIMENTS).add(experiment);
    file.write(state);
    return id;
  }

  /** Adds a run without an id, and returns it with its id. */
  synchronized JsonObject add(JsonObject run) throws IOException {
    JsonObject info = run.getAsJsonObject("info");
    String experiment = info.get("experiment_id").getAsString();
    String id = UUID.randomUUID().toString().replace("-", "");
    info.addProperty("run_id", id);
    info.addProperty("run_uuid", id);
    info.addProperty(
        "artifact_uri",
        experiment(experiment).get("artifact_location").getAsString() + "/" + id + "/artifacts");
    state.getAsJsonArray(RUNS).add(run);
    file.write(state);
    return run.deepCopy();
  }

  synchronized JsonObject run(String id) {
    return stored(id).deepCopy();
  }

  /**
   * Changes a run. If the change is refused, nothing changes.
   *
   * @return the changed run
   */
  synchronized JsonObject change(String id, Consumer<JsonObject> change) throws IOException {
    JsonObject run = stored(id);
    JsonObject changed = run.deepCopy();
    change.accept(changed);
    changed.asMap().forEach(run::add);
    file.write(state);
    return changed;
  }

  /** Returns the runs of experiments, the newest first, as MLflow orders them by default. */
  synchronized List<JsonObject> runs(List<String> experiments) {
    return all(RUNS)
        .filter(run -> experiments.contains(text(run, "experiment_id")))
        .sorted(
            (a, b) ->
                Long.compare(
                    b.getAsJsonObject("info").get("start_time").getAsLong(),
                    a.getAsJsonObject("info").get("start_time").getAsLong()))
        .map(JsonObject::deepCopy)
        .toList();
  }

  private JsonObject stored(String id) {
    return all(RUNS)
        .filter(run -> text(run, "run_id").equals(id))
        .findFirst()
        .orElseThrow(() -> DatabricksErrors.missing("Run '" + id + "' not found."));
  }

  private static String text(JsonObject run, String field) {
    return run.getAsJsonObject("info").get(field).getAsString();
  }

  private Optional<JsonObject> find(String array, Predicate<JsonObject> condition) {
    return all(array).filter(condition).findFirst().map(JsonObject::deepCopy);
  }

  private Stream<JsonObject> all(String array) {
    return state.getAsJsonArray(array).asList().stream().map(JsonElement::getAsJsonObject);
  }
}
