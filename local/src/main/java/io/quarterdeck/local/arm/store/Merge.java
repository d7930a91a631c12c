package io.quarterdeck.local.arm.store;

import java.util.LinkedHashMap;
import java.util.Map;

/** Puts one tree of values over another. */
final class Merge {
  private Merge() {}

  /** Maps are merged; of anything else the upper one counts. */
  static Map<String, Object> of(Map<String, Object> lower, Map<String, Object> upper) {
    Map<String, Object> merged = new LinkedHashMap<>(lower);
    upper.forEach((key, value) -> merged.merge(key, value, Merge::values));
    return merged;
  }

  @SuppressWarnings("unchecked") // The keys of both are names.
  private static Object values(Object below, Object above) {
    return below instanceof Map<?, ?> && above instanceof Map<?, ?>
        ? of((Map<String, Object>) below, (Map<String, Object>) above)
        : above;
  }
}
