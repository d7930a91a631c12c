package io.quarterdeck.local.databricks.experiments;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.text;

import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.io.IOException;
import java.time.Clock;

/**
 * The routes of experiments. An experiment is an object of the workspace, whose name is its path.
 * All members of a workspace may write to {@code /Shared}, and inherit the permissions on its
 * content ("Access control lists", Databricks). Other folders are not supported.
 *
 * @param store the experiments and runs
 * @param clock the clock for timestamps
 */
public record ExperimentRoutes(ExperimentStore store, Clock clock) {
  private static final String PATH = "/api/2.0/mlflow/experiments/";
  private static final String FOLDER = "/Shared/";

  private static final ShapeFields CREATE = object().needs("name", text());

  /** Adds the routes of experiments and of runs. */
  public void add(ApiRoutes routes) {
    routes
        .at("POST", PATH + "create", this::create)
        .at("GET", PATH + "get-by-name", this::byName)
        .at("GET", PATH + "get", this::get);
    new TrackedRunRoutes(store, clock).add(routes);
  }

  private Answer create(ApiCall call) throws IOException {
    call.query();
    String name = call.json(CREATE).get("name").getAsString();
    if (!name.startsWith("/")) {
      throw DatabricksErrors.invalid(
          "Got an invalid experiment name '%s'. An experiment name must be an absolute path within the Databricks workspace, e.g. '/Users/<some-username>/my-experiment'."
              .formatted(name));
    }
    if (!name.matches(FOLDER + "[^/]+")) {
      throw DatabricksErrors.missing(
          "Parent directory "
              + name.substring(0, Math.max(1, name.lastIndexOf('/')))
              + " does not exist.");
    }
    JsonObject answer = new JsonObject();
    answer.addProperty("experiment_id", store.create(name, clock.millis()));
    return Answer.json(answer);
  }

  private Answer byName(ApiCall call) {
    String name = call.query("experiment_name").required("experiment_name");
    return answer(
        store
            .named(name)
            .orElseThrow(() -> DatabricksErrors.missing("Node " + name + " does not exist.")));
  }

  private Answer get(ApiCall call) {
    return answer(store.experiment(call.query("experiment_id").required("experiment_id")));
  }

  private static Answer answer(JsonObject experiment) {
    JsonObject answer = new JsonObject();
    answer.add("experiment", experiment);
    return Answer.json(answer);
  }
}
