package io.quarterdeck.infra.graph;

import java.util.List;
import java.util.Map;

/** Reads inputs of resources by dotted path. */
public final class Values {
  private Values() {}

  /** Returns the value at a path such as {@code properties.networkAcls.defaultAction}, or null. */
  public static Object at(Node node, String path) {
    Object value = node.inputs();
    for (String step : path.split("\\.", -1)) {
      value = value instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return value;
  }

  /** Returns the objects in a list. */
  @SuppressWarnings("unchecked") // Inputs are nested maps with string keys.
  public static List<Map<String, Object>> objects(Node node, String path) {
    Object value = at(node, path);
    return value == null ? List.of() : (List<Map<String, Object>>) value;
  }

  public static int number(Node node, String path) {
    return at(node, path) instanceof Double number ? number.intValue() : 0;
  }
}
