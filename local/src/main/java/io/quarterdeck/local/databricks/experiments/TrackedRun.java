package io.quarterdeck.local.databricks.experiments;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import java.util.Optional;

/**
 * A run of an experiment, as the API returns it. The rules for repeated values are those of {@code
 * log-batch}: the newest metric is shown, a tag is replaced, and a parameter cannot change.
 *
 * @param json the run, with {@code info} and {@code data}
 */
record TrackedRun(JsonObject json) {
  private static final String NAME_TAG = "mlflow.runName";

  /** Returns a new run without an id. */
  static TrackedRun of(JsonObject request, String user, long millis) {
    JsonObject info = new JsonObject();
    info.add("experiment_id", request.get("experiment_id"));
    info.addProperty("user_id", user);
    info.addProperty("status", "RUNNING");
    info.addProperty(
        "start_time", request.has("start_time") ? request.get("start_time").getAsLong() : millis);
    info.addProperty("lifecycle_stage", "active");
    JsonObject data = new JsonObject();
    for (String list : new String[] {"metrics", "params", "tags"}) {
      data.add(list, new JsonArray());
    }
    JsonObject json = new JsonObject();
    json.add("info", info);
    json.add("data", data);
    TrackedRun run = new TrackedRun(json);
    if (request.has("tags")) {
      request.getAsJsonArray("tags").forEach(tag -> run.tag(tag.getAsJsonObject()));
    }
    Optional.ofNullable(request.get("run_name")).ifPresent(name -> run.rename(name.getAsString()));
    return run;
  }

  void update(JsonObject request) {
    JsonObject info = json.getAsJsonObject("info");
    for (String field : new String[] {"status", "end_time"}) {
      if (request.has(field)) {
        info.add(field, request.get(field));
      }
    }
    Optional.ofNullable(request.get("run_name")).ifPresent(name -> rename(name.getAsString()));
  }

  void metric(JsonObject metric) {
    JsonObject stored = metric.deepCopy();
    if (!stored.has("step")) {
      stored.addProperty("step", 0);
    }
    put("metrics", stored);
  }

  void parameter(JsonObject parameter) {
    find("params", parameter)
        .map(stored -> stored.get("value"))
        .filter(value -> !value.equals(parameter.get("value")))
        .ifPresent(
            value -> {
              throw DatabricksErrors.invalid(
                  "Changing param values is not allowed. Param with key='%s' was already logged with value='%s' for run ID='%s'."
                      .formatted(
                          parameter.get("key").getAsString(),
                          value.getAsString(),
                          json.getAsJsonObject("info").get("run_id").getAsString()));
            });
    put("params", parameter);
  }

  void tag(JsonObject tag) {
    put("tags", tag);
    if (tag.get("key").getAsString().equals(NAME_TAG)) {
      json.getAsJsonObject("info").add("run_name", tag.get("value"));
    }
  }

  private void rename(String name) {
    JsonObject tag = new JsonObject();
    tag.addProperty("key", NAME_TAG);
    tag.addProperty("value", name);
    tag(tag);
  }

  private void put(String list, JsonObject entry) {
    find(list, entry)
        .ifPresentOrElse(
            stored -> entry.asMap().forEach(stored::add),
            () -> json.getAsJsonObject("data").getAsJsonArray(list).add(entry.deepCopy()));
  }

  private Optional<JsonObject> find(String list, JsonObject entry) {
    return json.getAsJsonObject("data").getAsJsonArray(list).asList().stream()
        .map(JsonElement::getAsJsonObject)
        .filter(stored -> stored.get("key").equals(entry.get("key")))
        .findFirst();
  }
}
