package io.quarterdeck.local.arm.provider;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A difference between two sets of inputs. */
enum InputChange {
  ADD,
  DELETE,
  UPDATE;

  /** Returns the changes by path, for example {@code ipRules[0].value}. */
  static Map<String, InputChange> between(Map<String, Object> before, Map<String, Object> after) {
    Map<String, InputChange> changes = new LinkedHashMap<>();
    maps("", before, after, changes);
    return changes;
  }

  private static void maps(
      String at, Map<?, ?> before, Map<?, ?> after, Map<String, InputChange> changes) {
    before.forEach(
        (key, value) -> values(path(at, key.toString()), value, after.get(key), changes));
    after.forEach(
        (key, value) -> {
          if (!before.containsKey(key)) {
            values(path(at, key.toString()), null, value, changes);
          }
        });
  }

  private static void values(
      String at, Object before, Object after, Map<String, InputChange> changes) {
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

  /** A key that contains a dot is quoted, as the engine parses paths. */
  private static String path(String at, String key) {
    if (key.matches("\\w+")) {
      return at.isEmpty() ? key : at + "." + key;
    }
    return at + "[\"" + key.replace("\"", "\\\"") + "\"]";
  }

  /** Returns the path without list indices, as in the table of types. */
  static String property(String path) {
    return path.replaceAll("\\[[^]]*]", "");
  }
}
