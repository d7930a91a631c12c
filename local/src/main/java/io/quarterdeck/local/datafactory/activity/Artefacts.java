package io.quarterdeck.local.datafactory.activity;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.datafactory.expression.TemplateScope;
import io.quarterdeck.local.datafactory.model.ArtefactKind;
import java.util.Map;
import java.util.Optional;

/** Finds the published artefacts of a factory. Thread-safe. */
@FunctionalInterface
public interface Artefacts {
  /** Returns the properties of an artefact. */
  Optional<JsonObject> find(ArtefactKind kind, String name);

  /** Returns the properties of an artefact that an activity refers to. */
  default JsonObject require(ArtefactKind kind, String name) throws ActivityFailure {
    return find(kind, name)
        .orElseThrow(
            () ->
                new ActivityFailure(
                    "2200", "The %s '%s' was not found.".formatted(kind.title(), name)));
  }

  /**
   * Returns the dataset that a reference names, with its expressions resolved.
   *
   * @param scope the scope of the activity
   */
  default DatasetFolder dataset(JsonObject reference, TemplateScope scope) throws ActivityFailure {
    String name = reference.get("referenceName").getAsString();
    JsonObject dataset = require(ArtefactKind.DATASET, name);
    JsonObject given = new JsonObject();
    JsonObject arguments =
        reference.has("parameters") ? reference.getAsJsonObject("parameters") : new JsonObject();
    JsonObject declared =
        dataset.has("parameters") ? dataset.getAsJsonObject("parameters") : new JsonObject();
    for (Map.Entry<String, JsonElement> each : declared.entrySet()) {
      JsonObject parameter = each.getValue().getAsJsonObject();
      JsonElement value =
          arguments.has(each.getKey())
              ? scope.resolve(arguments.get(each.getKey()))
              : parameter.get("defaultValue");
      if (value == null) {
        throw new ActivityFailure(
            "2200",
            "The value for the parameter '%s' of the dataset '%s' is not provided."
                .formatted(each.getKey(), name));
      }
      given.add(each.getKey(), value);
    }
    return DatasetFolder.of(
        dataset, scope.with("dataset", given).resolve(dataset.get("typeProperties")));
  }
}
