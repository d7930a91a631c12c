package io.quarterdeck.local.arm.provider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How one set of inputs differs from another. */
enum Change {
  ADD,
  DELETE,
  UPDATE;

  /** The changes by path, {@code ipRules[0].value}. */
  static Map<String, Change> between(Map<String, Object> before, Map<String, Object> after) {
    Map<String, Change> changes = new LinkedHashMap<>();
    maps("", before, after, changes);
    return changes;
  }

  private static void maps(
      String at, Map<?, ?> before, Map<?, ?> after, Map<String, Change> changes) {
    before.forEach(
        (key, value) -> values(path(at, key.toString()), value, after.get(key), changes));
    after.forEach(
        (key, value) -> {
          if (!before.containsKey(key)) {
            values(path(at, key.toString()), null, value, changes);
          }
        });
  }

  private static void values(String at, Object before, Object after, Map<String, Change> changes) {
    if (before instanceof Map<?, ?> one && after instanceof Map<?, ?> other) {
      maps(at, one, other, changes);
    } else if (before instanceof List<?> one && after instanceof List<?> other) {
      for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
        values(at + "[" + i + "]", entry(one, i), entry(other, i), changes);
      }
    } else if (!Objects.equals(before, after)) {
      changes.put(at, before == null ? ADD : after == null ? DELETE : UPDATE);
    }
  }

  private static Object entry(List<?> list, int index) {
    return index < list.size() ? list.get(index) : null;
  }

  /** A key with a dot in it is quoted, as the engine reads paths. */
  private static String path(String at, String key) {
    if (key.matches("\\w+")) {
      return at.isEmpty() ? key : at + "." + key;
    }
    return at + "[\"" + key.replace("\"", "\\\"") + "\"]";
  }

  /** The path without list indices, as the table of types has it. */
  static String property(String path) {
    return path.replaceAll("\\[[^]]*]", "");
  }
}
