package io.quarterdeck.local.arm.provider;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Unwraps secret values, and wraps the outputs that correspond to secret inputs. */
final class SecretValues {
  private SecretValues() {}

  /** Returns the values in plain text, as Azure receives them. */
  static Map<String, Object> revealed(Map<String, Object> values) {
    Map<String, Object> clear = new LinkedHashMap<>();
    values.forEach((key, value) -> clear.put(key, revealed(value)));
    return clear;
  }

  private static Object revealed(Object value) {
    if (value instanceof SecretValue secret) {
      return revealed(secret.value());
    }
    if (value instanceof List<?> list) {
      List<Object> clear = new ArrayList<>();
      list.forEach(entry -> clear.add(revealed(entry)));
      return clear;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> clear = new LinkedHashMap<>();
      map.forEach((key, entry) -> clear.put(key.toString(), revealed(entry)));
      return clear;
    }
    return value;
  }

  /** Returns the outputs, in which each value that is secret in the inputs is marked as secret. */
  static Map<String, Object> kept(Map<String, Object> outputs, Map<String, Object> inputs) {
    Map<String, Object> kept = new LinkedHashMap<>();
    outputs.forEach((key, value) -> kept.put(key, kept(value, inputs.get(key))));
    return kept;
  }

  private static Object kept(Object output, Object input) {
    if (input instanceof SecretValue) {
      return output instanceof SecretValue ? output : new SecretValue(output);
    }
    if (output instanceof Map<?, ?> outputs && input instanceof Map<?, ?> inputs) {
      Map<String, Object> kept = new LinkedHashMap<>();
      outputs.forEach((key, value) -> kept.put(key.toString(), kept(value, inputs.get(key))));
      return kept;
    }
    if (output instanceof List<?> outputs && input instanceof List<?> inputs) {
      List<Object> kept = new ArrayList<>();
      for (int i = 0; i < outputs.size(); i++) {
        kept.add(kept(outputs.get(i), i < inputs.size() ? inputs.get(i) : null));
      }
      return kept;
    }
    return output;
  }
}
