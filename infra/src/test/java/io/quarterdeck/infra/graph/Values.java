package io.quarterdeck.infra.graph;

import java.util.List;
import java.util.Map;

/** Reads inputs by dotted paths. */
public final class Values {
  private Values() {}

  /** The value at a path such as {@code properties.networkAcls.defaultAction}; null where none. */
  public static Object at(Node node, String path) {
    Object value = node.inputs();
    for (String step : path.split("\\.", -1)) {
      value = value instanceof Map<?, ?> map ? map.get(step) : null;
    }
    return value;
  }

  /** The objects of a list of objects. */
  @SuppressWarnings("unchecked") // Inputs are maps of names all the way down.
  public static List<Map<String, Object>> objects(Node node, String path) {
    Object value = at(node, path);
    return value == null ? List.of() : (List<Map<String, Object>>) value;
  }

  public static int number(Node node, String path) {
    return at(node, path) instanceof Double number ? number.intValue() : 0;
  }
}
