package io.quarterdeck.local.arm.requests;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Applies the body of a PATCH as Resource Manager does: like a JSON merge patch (RFC 7396), except
 * that tags are replaced as a whole.
 */
final class MergePatch {
  private static final String TAGS = "tags";

  private MergePatch() {}

  /** Returns the changed body. A value that is null removes the property. */
  static Map<String, Object> apply(Map<String, Object> body, Map<String, Object> patch) {
    Map<String, Object> changed = merged(body, patch);
    if (patch.get(TAGS) instanceof Map<?, ?> tags) {
      changed.put(TAGS, tags);
    }
    return changed;
  }

  private static Map<String, Object> merged(Map<?, ?> body, Map<?, ?> patch) {
    Map<String, Object> changed = new LinkedHashMap<>();
    body.forEach((key, value) -> changed.put(key.toString(), value));
    patch.forEach(
        (key, value) -> {
          String name = key.toString();
          if (value == null) {
            changed.remove(name);
          } else if (value instanceof Map<?, ?> inner) {
            changed.put(
                name,
                merged(changed.get(name) instanceof Map<?, ?> below ? below : Map.of(), inner));
          } else {
            changed.put(name, value);
          }
        });
    return changed;
  }
}
