package io.quarterdeck.infra.models;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds properties of a request that a model dropped or changed. */
final class Differences {
  private Differences() {}

  static void of(String path, Object asked, Object written, List<String> findings) {
    if (asked instanceof Map<?, ?> map) {
      Map<?, ?> other = written instanceof Map<?, ?> read ? read : Map.of();
      map.forEach(
          (key, value) -> {
            String at = path.isEmpty() ? key.toString() : path + "." + key;
            if (!other.containsKey(key)) {
              findings.add("unknown property or value: " + at);
            } else {
              of(at, value, other.get(key), findings);
            }
          });
      // A model writes a missing required number or flag with its default value.
      other.forEach(
          (key, value) -> {
            if (!map.containsKey(key) && (value instanceof Number || value instanceof Boolean)) {
              findings.add("missing: " + (path.isEmpty() ? key : path + "." + key));
            }
          });
    } else if (asked instanceof List<?> list) {
      List<?> other = written instanceof List<?> read ? read : List.of();
      if (list.size() != other.size()) {
        findings.add("changed: %s from %s to %s".formatted(path, list, other));
        return;
      }
      for (int i = 0; i < list.size(); i++) {
        of(path + "[" + i + "]", list.get(i), other.get(i), findings);
      }
    } else if (!Objects.equals(asked, written)) {
      findings.add("changed: %s from %s to %s".formatted(path, asked, written));
    }
  }
}
