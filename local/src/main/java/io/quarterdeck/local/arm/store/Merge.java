package io.quarterdeck.local.arm.store;

import java.util.LinkedHashMap;
import java.util.Map;

/** Merges two trees of values. */
final class Merge {
  private Merge() {}

  /** Merges maps recursively. For other values, the value of {@code upper} takes precedence. */
  static Map<String, Object> of(Map<String, Object> lower, Map<String, Object> upper) {
    Map<String, Object> merged = new LinkedHashMap<>(lower);
    upper.forEach((key, value) -> merged.merge(key, value, Merge::values));
    return merged;
  }

  @SuppressWarnings("unchecked") // The keys of both are strings.
  private static Object values(Object below, Object above) {
    return below instanceof Map<?, ?> && above instanceof Map<?, ?>
        ? of((Map<String, Object>) below, (Map<String, Object>) above)
        : above;
  }
}
