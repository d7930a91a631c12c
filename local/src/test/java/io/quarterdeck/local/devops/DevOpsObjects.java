package io.quarterdeck.local.devops;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The objects of a project, by their kind. Thread-safe. */
final class DevOpsObjects {
  /** The kinds that the emulator stores. */
  enum Kind {
    CONNECTION,
    VARIABLES,
    PIPELINE,
    POLICY,
    ENVIRONMENT,
    CHECK
  }

  private final Map<Kind, List<JsonObject>> all = new LinkedHashMap<>();

  synchronized void add(Kind kind, JsonObject object) {
    all.computeIfAbsent(kind, any -> new ArrayList<>()).add(object);
  }

  synchronized List<JsonObject> list(Kind kind) {
    return all.getOrDefault(kind, List.of()).stream().map(JsonObject::deepCopy).toList();
  }

  /** Returns the objects that match, as a list of the API. */
  JsonArray matching(Kind kind, Predicate<JsonObject> condition) {
    JsonArray found = new JsonArray();
    list(kind).stream().filter(condition).forEach(found::add);
    return found;
  }

  boolean has(Kind kind, String field, String value) {
    return list(kind).stream().anyMatch(each -> text(each, field).equals(value));
  }

  /** Returns the next number of a kind. */
  synchronized int next(Kind kind) {
    return all.getOrDefault(kind, List.of()).size() + 1;
  }

  /** Returns a value at a path with dots as text; an empty text if it is absent. */
  static String text(JsonObject object, String path) {
    JsonElement at = object;
    for (String name : path.split("\\.", -1)) {
      at =
          Optional.ofNullable(at)
              .filter(JsonElement::isJsonObject)
              .map(each -> each.getAsJsonObject().get(name))
              .orElse(null);
    }
    return at == null || !at.isJsonPrimitive() ? "" : at.getAsString();
  }
}
