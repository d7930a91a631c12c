package io.quarterdeck.local.arm.types;

import io.quarterdeck.local.http.schema.Shape;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Computes the outputs of a resource in a preview: requested values are known, values that Azure
 * computes keep their previous value, or are unknown if there is none.
 */
public final class PreviewOutputs {
  private PreviewOutputs() {}

  /**
   * Returns the inputs. A value from which no request can be built because a part of it is unknown
   * becomes unknown as a whole.
   */
  public static Map<String, Object> inputs(Map<String, Object> inputs) {
    Map<String, Object> preview = new LinkedHashMap<>();
    inputs.forEach(
        (key, value) -> {
          // A list of ids becomes the keys of a map, and keys cannot be unknown.
          boolean keys = key.equals("userAssignedIdentities") && Unknown.within(value);
          preview.put(key, keys ? Unknown.UNKNOWN : inner(value));
        });
    return preview;
  }

  @SuppressWarnings("unchecked") // All nested inputs are maps with string keys.
  private static Object inner(Object value) {
    return value instanceof Map<?, ?> map ? inputs((Map<String, Object>) map) : value;
  }

  /**
   * Returns the expected outputs of a resource.
   *
   * @param asked the state as far as the request determines it
   * @param before the current state; empty if the resource does not exist
   */
  public static Map<String, Object> outputs(
      ShapeFields outputs, Map<?, ?> asked, Map<?, ?> before) {
    Map<String, Object> preview = new LinkedHashMap<>();
    outputs
        .all()
        .forEach(
            (name, field) -> {
              Object value = asked.get(name);
              Object now = before.get(name);
              if (value != null) {
                preview.put(name, within(field.shape(), value, now));
              } else if (now != null || before.isEmpty()) {
                preview.put(name, now == null ? Unknown.UNKNOWN : now);
              }
            });
    return preview;
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
