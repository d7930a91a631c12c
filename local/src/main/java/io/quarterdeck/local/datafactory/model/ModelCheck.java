package io.quarterdeck.local.datafactory.model;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.quarterdeck.local.datafactory.model.PublishedModels.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Compares artefacts with Microsoft's models. An unknown property, a missing required property, a
 * value of another type, and a subtype that the emulator does not run are problems. Not
 * thread-safe.
 */
public final class ModelCheck {
  private final PublishedModels published = PublishedModels.all();
  private final List<String> problems = new ArrayList<>();

  private ModelCheck() {}

  /**
   * Returns the problems of an artefact; empty if it is valid.
   *
   * @param artefact the body of the request that creates it
   */
  public static List<String> problems(ArtefactKind kind, JsonObject artefact) {
    ModelCheck check = new ModelCheck();
    check.object("", kind.model(), artefact);
    return List.copyOf(check.problems);
  }

  private void value(String path, String type, JsonElement value) {
    int colon = type.indexOf(':');
    String inner = type.substring(colon + 1);
    switch (colon < 0 ? type : type.substring(0, colon)) {
      case "list" -> list(path, inner, value);
      case "map" -> map(path, inner, value);
      case "object" -> object(path, inner, value);
      case "enum" -> choice(path, inner, value);
      default -> primitive(path, type, value);
    }
  }

  private void list(String path, String item, JsonElement value) {
    if (!(value instanceof JsonArray list)) {
      wrong(path, value, "a list");
      return;
    }
    for (int i = 0; i < list.size(); i++) {
      value(path + "[" + i + "]", item, list.get(i));
    }
  }

  private void map(String path, String item, JsonElement value) {
    if (!(value instanceof JsonObject map)) {
      wrong(path, value, "an object");
      return;
    }
    map.entrySet().forEach(each -> value(joined(path, each.getKey()), item, each.getValue()));
  }

  private void object(String path, String declared, JsonElement value) {
    if (!(value instanceof JsonObject object)) {
      wrong(path, value, "an object");
      return;
    }
    Map<String, String> subtypes = published.subtypes().get(declared);
    String model = declared;
    if (subtypes != null) {
      JsonElement type = object.get("type");
      model = type instanceof JsonPrimitive text ? subtypes.get(text.getAsString()) : null;
      if (model == null) {
        wrong(
            joined(path, "type"),
            type,
            "one of " + String.join(", ", new TreeSet<>(subtypes.keySet())));
        return;
      }
    }
    properties(path, published.models().get(model), object);
  }

  private void properties(String path, Map<String, Property> known, JsonObject object) {
    for (Map.Entry<String, JsonElement> each : object.entrySet()) {
      Property property = known.get(each.getKey());
      if (property == null) {
        problems.add(
            "%s: found an unknown property; expected one of %s"
                .formatted(
                    joined(path, each.getKey()), String.join(", ", new TreeSet<>(known.keySet()))));
      } else if (!each.getValue().isJsonNull()) {
        value(joined(path, each.getKey()), property.type(), each.getValue());
      }
    }
    known.forEach(
        (name, property) -> {
          if (property.required() && (!object.has(name) || object.get(name).isJsonNull())) {
            problems.add(joined(path, name) + ": found no value; expected one");
          }
        });
  }

  /** Azure compares case-insensitively. Studio writes the types of parameters in lower case. */
  private void choice(String path, String enumeration, JsonElement value) {
    List<String> values = published.enums().get(enumeration);
    if (!(value instanceof JsonPrimitive text)
        || values.stream().noneMatch(text.getAsString()::equalsIgnoreCase)) {
      wrong(path, value, "one of " + String.join(", ", values));
    }
  }

  private void primitive(String path, String type, JsonElement value) {
    boolean fits =
        switch (type) {
          case "any" -> true;
          case "boolean" -> value instanceof JsonPrimitive each && each.isBoolean();
          case "integer", "number" -> value instanceof JsonPrimitive each && each.isNumber();
          default -> value instanceof JsonPrimitive each && each.isString();
        };
    if (!fits) {
      wrong(path, value, type);
    }
  }

  private void wrong(String path, JsonElement found, String expected) {
    problems.add("%s: found %s; expected %s".formatted(path, found, expected));
  }

  private static String joined(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
