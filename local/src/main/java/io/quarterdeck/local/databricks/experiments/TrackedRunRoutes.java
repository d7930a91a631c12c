package io.quarterdeck.local.databricks.experiments;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.decimal;
import static io.quarterdeck.local.http.schema.Shapes.list;
import static io.quarterdeck.local.http.schema.Shapes.number;
import static io.quarterdeck.local.http.schema.Shapes.text;
import static io.quarterdeck.local.http.schema.Shapes.word;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.Page;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.schema.Shape;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The routes of the runs of experiments. Limits: docs.databricks.com/api/experiments/v1/log-batch
 * (1000 metrics, 100 parameters and 100 tags in a request), search-runs (50,000 runs), and MLflow,
 * "REST API" (250 bytes of a key, 6000 of a parameter, 5000 of a tag). Names of metrics and
 * parameters consist of letters, digits, {@code _-./: } and spaces ({@code
 * mlflow/utils/validation.py}).
 *
 * @param store the experiments and runs
 * @param clock the clock for timestamps
 */
record TrackedRunRoutes(ExperimentStore store, Clock clock) {
  private static final String PATH = "/api/2.0/mlflow/runs/";

  /** The deprecated name of the id, which MLflow's client still sends besides the id. */
  private static final String OLD_ID = "run_uuid";

  private static final Shape TIME = number(0, Long.MAX_VALUE);
  private static final Shape NAME =
      text("[\\w\\-./: ]{1,250}", "at most 250 letters, digits, spaces or _-./:");
  private static final ShapeFields TAG =
      object()
          .needs("key", text(key -> !key.isEmpty() && key.length() <= 250, "1 to 250 characters"))
          .needs("value", text(value -> value.length() <= 5000, "at most 5000 characters"));
  private static final ShapeFields PARAMETER =
      object()
          .needs("key", NAME)
          .needs("value", text(value -> value.length() <= 6000, "at most 6000 characters"));
  private static final ShapeFields METRIC =
      object()
          .needs("key", NAME)
          .needs("value", decimal())
          .needs("timestamp", TIME)
          .may("step", number(Long.MIN_VALUE, Long.MAX_VALUE));

  private static final ShapeFields CREATE =
      object()
          .needs("experiment_id", text())
          .may("user_id", text())
          .may("run_name", text())
          .may("start_time", TIME)
          .may("tags", list(TAG, 100));
  private static final ShapeFields UPDATE =
      object()
          .needs("run_id", text())
          .may(OLD_ID, text())
          .may("status", word("RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED"))
          .may("end_time", TIME)
          .may("run_name", text());
  private static final ShapeFields BATCH =
      object()
          .needs("run_id", text())
          .may("metrics", list(METRIC, 1000))
          .may("params", list(PARAMETER, 100))
          .may("tags", list(TAG, 100));
  private static final ShapeFields LOG_METRIC =
      object()
          .needs("run_id", text())
          .may(OLD_ID, text())
          .needs("key", NAME)
          .needs("value", decimal())
          .needs("timestamp", TIME)
          .may("step", number(Long.MIN_VALUE, Long.MAX_VALUE));
  private static final ShapeFields SEARCH =
      object()
          .needs("experiment_ids", list(text(), 100))
          .may("filter", text())
          .may("run_view_type", word("ACTIVE_ONLY"))
          .may("max_results", number(1, 50_000))
          .may("order_by", list(text(), 0))
          .may("page_token", text());

  void add(ApiRoutes routes) {
    routes
        .at("POST", PATH + "create", this::create)
        .at("POST", PATH + "update", this::update)
        .at("POST", PATH + "log-batch", this::logBatch)
        .at("POST", PATH + "log-metric", this::logMetric)
        .at("GET", PATH + "get", this::get)
        .at("POST", PATH + "search", this::search);
  }

  private Answer create(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(CREATE);
    store.experiment(request.get("experiment_id").getAsString());
    JsonObject run = TrackedRun.of(request, call.caller().userName(), clock.millis()).json();
    return answer(store.add(run));
  }

  private Answer update(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(UPDATE);
    JsonObject run = store.change(id(request), stored -> new TrackedRun(stored).update(request));
    JsonObject answer = new JsonObject();
    answer.add("run_info", run.get("info"));
    return Answer.json(answer);
  }

  private Answer logBatch(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(BATCH);
    store.change(
        id(request),
        stored -> {
          TrackedRun run = new TrackedRun(stored);
          objects(request, "metrics").forEach(run::metric);
          objects(request, "params").forEach(run::parameter);
          objects(request, "tags").forEach(run::tag);
        });
    return Answer.done();
  }

  private Answer logMetric(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(LOG_METRIC);
    store.change(
        id(request),
        stored -> {
          JsonObject metric = request.deepCopy();
          metric.remove("run_id");
          metric.remove(OLD_ID);
          new TrackedRun(stored).metric(metric);
        });
    return Answer.done();
  }

  private Answer get(ApiCall call) {
    return answer(store.run(call.query("run_id", OLD_ID).required("run_id")));
  }

  private Answer search(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(SEARCH);
    RunTagFilter filter =
        RunTagFilter.of(request.has("filter") ? request.get("filter").getAsString() : "");
    List<JsonObject> found =
        store
            .runs(
                request.getAsJsonArray("experiment_ids").asList().stream()
                    .map(JsonElement::getAsString)
                    .toList())
            .stream()
            .filter(filter::accepts)
            .toList();
    Page<JsonObject> page =
        Page.of(
            found,
            request.has("max_results") ? request.get("max_results").getAsInt() : 1000,
            Optional.ofNullable(request.get("page_token")).map(JsonElement::getAsString));
    JsonObject answer = new JsonObject();
    if (!page.items().isEmpty()) {
      JsonArray runs = new JsonArray();
      page.items().forEach(runs::add);
      answer.add("runs", runs);
    }
    page.next().ifPresent(token -> answer.addProperty("next_page_token", token));
    return Answer.json(answer);
  }

  private static Answer answer(JsonObject run) {
    JsonObject answer = new JsonObject();
    answer.add("run", run);
    return Answer.json(answer);
  }

  private static String id(JsonObject request) {
    return request.get("run_id").getAsString();
  }

  private static List<JsonObject> objects(JsonObject request, String field) {
    return request.has(field)
        ? request.getAsJsonArray(field).asList().stream().map(JsonElement::getAsJsonObject).toList()
        : List.of();
  }
}
