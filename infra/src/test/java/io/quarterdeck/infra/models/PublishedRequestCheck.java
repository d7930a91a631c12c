package io.quarterdeck.infra.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compares the body of a request with the definitions of its properties. */
final class PublishedRequestCheck {
  private final Map<String, RequestProperty> paths;
  private final List<String> findings = new ArrayList<>();

  private PublishedRequestCheck(Map<String, RequestProperty> paths) {
    this.paths = paths;
  }

  static List<String> findings(Map<String, RequestProperty> paths, Map<String, Object> body) {
    PublishedRequestCheck check = new PublishedRequestCheck(paths);
    check.object("", "", body);
    return check.findings;
  }

  /**
   * Checks an object.
   *
   * @param at the path of the object in the request, such as {@code properties.receivers[0]}
   * @param path the path of the object in the definition, such as {@code properties.receivers[]}
   */
  private void object(String at, String path, Map<?, ?> object) {
    paths.entrySet().stream()
        .filter(entry -> entry.getValue().required())
        .map(Map.Entry::getKey)
        .filter(child -> parent(child).equals(path) && !object.containsKey(name(child)))
        .sorted()
        .forEach(child -> findings.add("missing: " + joined(at, name(child))));
    object.forEach(
        (key, value) -> {
          String child = joined(path, key);
          if (paths.containsKey(child)) {
            value(joined(at, key), child, value);
          } else {
            findings.add("unknown property or value: " + joined(at, key));
          }
        });
  }

  private void value(String at, String path, Object value) {
    RequestProperty property = paths.get(path);
    if (property.type() == RequestProperty.Kind.ANY) {
      return;
    }
    boolean fits =
        switch (property.type()) {
          case OBJECT, MAP -> value instanceof Map;
          case LIST -> value instanceof List;
          case STRING -> value instanceof String;
          case INTEGER -> value instanceof Long || value instanceof Integer;
          case NUMBER -> value instanceof Number;
          case BOOLEAN -> value instanceof Boolean;
          case ANY -> true;
        };
    if (!fits) {
      findings.add("wrong type of %s: found %s; expected %s".formatted(at, value, property.type()));
    } else if (!property.values().isEmpty() && !property.values().contains(value.toString())) {
      findings.add("unknown value of %s: %s".formatted(at, value));
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        value(at + "[" + i + "]", path + "[]", list.get(i));
      }
    } else if (value instanceof Map<?, ?> map) {
      if (property.type() == RequestProperty.Kind.MAP) {
        map.forEach((key, entry) -> value(joined(at, key), path + ".*", entry));
      } else {
        object(at, path, map);
      }
    }
  }

  private static String joined(String path, Object name) {
    return path.isEmpty() ? name.toString() : path + "." + name;
  }

  private static String parent(String path) {
    return path.contains(".") ? path.substring(0, path.lastIndexOf('.')) : "";
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }
}
