package io.quarterdeck.local.arm.provider;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes the secrecy off values, and puts it back where the inputs had it. */
final class Secrets {
  private Secrets() {}

  /** The same values in the clear, for Azure. */
  static Map<String, Object> revealed(Map<String, Object> values) {
    Map<String, Object> clear = new LinkedHashMap<>();
    values.forEach((key, value) -> clear.put(key, revealed(value)));
    return clear;
  }

  private static Object revealed(Object value) {
    if (value instanceof Secret secret) {
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

  /** The outputs with each value secret that is one in the inputs. */
  static Map<String, Object> kept(Map<String, Object> outputs, Map<String, Object> inputs) {
    Map<String, Object> kept = new LinkedHashMap<>();
    outputs.forEach((key, value) -> kept.put(key, kept(value, inputs.get(key))));
    return kept;
  }

  private static Object kept(Object output, Object input) {
    if (input instanceof Secret) {
      return output instanceof Secret ? output : new Secret(output);
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
