package io.quarterdeck.local.databricks.pipelines;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A pipeline.
 *
 * @param id its id, a UUID
 * @param creator the user name of the person or service principal that created it, as which its
 *     updates run
 * @param modified when it was created or changed, in milliseconds since 1970
 * @param spec its definition, without its id
 */
record Pipeline(String id, String creator, long modified, JsonObject spec) {
  static Pipeline of(JsonObject state) {
    return new Pipeline(
        state.get("id").getAsString(),
        state.get("creator").getAsString(),
        state.get("modified").getAsLong(),
        state.getAsJsonObject("spec"));
  }

  JsonObject state() {
    JsonObject state = new JsonObject();
    state.addProperty("id", id);
    state.addProperty("creator", creator);
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

  /** Returns a value of the configuration. */
  Optional<String> configured(String key) {
    return Optional.ofNullable(spec.getAsJsonObject("configuration"))
        .map(configuration -> configuration.get(key))
        .map(JsonElement::getAsString);
  }

  /** Returns the paths of the source files. */
  List<String> files() {
    return spec.getAsJsonArray("libraries").asList().stream()
        .map(library -> library.getAsJsonObject().getAsJsonObject("file"))
        .map(file -> file.get("path").getAsString())
        .toList();
  }
}
