package io.quarterdeck.local.databricks.pipelines;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A pipeline.
 *
 * @param id its id, a UUID
 * @param creator the user name of the person or service principal that created it
 * @param runAs the user name of the person or service principal as which its updates run
 * @param modified when it was created or changed, in milliseconds since 1970
 * @param spec its definition, without its id
 */
record Pipeline(String id, String creator, String runAs, long modified, JsonObject spec) {
  static Pipeline of(JsonObject state) {
    return new Pipeline(
        state.get("id").getAsString(),
        state.get("creator").getAsString(),
        state.get(state.has("run_as") ? "run_as" : "creator").getAsString(),
        state.get("modified").getAsLong(),
        state.getAsJsonObject("spec"));
  }

  JsonObject state() {
    JsonObject state = new JsonObject();
    state.addProperty("id", id);
    state.addProperty("creator", creator);
    state.addProperty("run_as", runAs);
    state.addProperty("modified", modified);
    state.add("spec", spec);
    return state;
  }

  String name() {
    return spec.get("name").getAsString();
  }

  /** Returns the definition with the id, as the API shows it. */
  JsonObject shown() {
    JsonObject shown = spec.deepCopy();
    shown.addProperty("id", id);
    return shown;
  }

  /** Returns the configuration. */
  Map<String, String> configuration() {
    Map<String, String> configuration = new TreeMap<>();
    if (spec.has("configuration")) {
      spec.getAsJsonObject("configuration")
          .asMap()
          .forEach((key, value) -> configuration.put(key, value.getAsString()));
    }
    return configuration;
  }

  /** Returns the schema of the tables, as {@code CATALOG.SCHEMA}, if the definition names it. */
  Optional<String> schema() {
    return spec.has("catalog") && spec.has("schema")
        ? Optional.of(spec.get("catalog").getAsString() + "." + spec.get("schema").getAsString())
        : Optional.empty();
  }

  boolean isServerless() {
    return spec.has("serverless") && spec.get("serverless").getAsBoolean();
  }

  /** Returns the paths of the source files. */
  List<String> files() {
    return spec.getAsJsonArray("libraries").asList().stream()
        .map(library -> library.getAsJsonObject().getAsJsonObject("file"))
        .map(file -> file.get("path").getAsString())
        .toList();
  }
}
