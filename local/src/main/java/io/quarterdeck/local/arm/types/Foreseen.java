package io.quarterdeck.local.arm.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The outputs that a preview can promise: what is asked for is known; what Azure adds is what it
 * was before, and unknown where there was nothing before.
 */
public final class Foreseen {
  private Foreseen() {}

  /** The inputs with what a request could not be made of taken for wholly unknown. */
  public static Map<String, Object> inputs(Map<String, Object> inputs) {
    Map<String, Object> foreseen = new LinkedHashMap<>();
    inputs.forEach(
        (key, value) -> {
          // A list of ids becomes the keys of a map, and a key cannot be unknown.
          boolean keys = key.equals("userAssignedIdentities") && Unknown.within(value);
          foreseen.put(key, keys ? Unknown.UNKNOWN : inner(value));
        });
    return foreseen;
  }

  @SuppressWarnings("unchecked") // Inputs are maps of names all the way down.
  private static Object inner(Object value) {
    return value instanceof Map<?, ?> map ? inputs((Map<String, Object>) map) : value;
  }

  /**
   * What a resource will say of itself.
   *
   * @param asked the state as far as the request determines it
   * @param before the state as it is now; empty before there is a resource
   */
  public static Map<String, Object> outputs(Fields outputs, Map<?, ?> asked, Map<?, ?> before) {
    Map<String, Object> foreseen = new LinkedHashMap<>();
    outputs
        .all()
        .forEach(
            (name, field) -> {
              Object value = asked.get(name);
              Object now = before.get(name);
              if (value != null) {
                foreseen.put(name, within(field.shape(), value, now));
              } else if (now != null || before.isEmpty()) {
                foreseen.put(name, now == null ? Unknown.UNKNOWN : now);
              }
            });
    return foreseen;
  }

  private static Object within(Shape shape, Object value, Object before) {
    Map<?, ?> now = before instanceof Map<?, ?> map ? map : Map.of();
    if (shape instanceof Shape.Nested nested && value instanceof Map<?, ?> map) {
      return outputs(nested.fields(), map, now);
    }
    if (shape instanceof Shape.Dictionary free && value instanceof Map<?, ?> map) {
      Map<String, Object> entries = new LinkedHashMap<>();
      map.forEach(
          (key, entry) -> entries.put(key.toString(), within(free.value(), entry, now.get(key))));
      return entries;
    }
    if (shape instanceof Shape.Many many && value instanceof List<?> list) {
      List<?> entriesNow = before instanceof List<?> known ? known : List.of();
      List<Object> entries = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        Object entryNow = i < entriesNow.size() ? entriesNow.get(i) : null;
        entries.add(within(many.item(), list.get(i), entryNow));
      }
      return entries;
    }
    return value;
  }
}
