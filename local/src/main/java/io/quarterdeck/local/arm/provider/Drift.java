package io.quarterdeck.local.arm.provider;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Carries into the inputs what changed in Azure behind Pulumi's back. Inputs that Azure does not
 * show, such as passwords, and those that it shows otherwise than they were asked for, stay.
 */
final class Drift {
  private Drift() {}

  /**
   * The inputs that would lead to the state as it is now.
   *
   * @param inputs what was asked for, with its secrets
   * @param then the inputs that the state led to when Pulumi saw it last
   * @param now the inputs that the state leads to now
   */
  static Map<String, Object> applied(Map<String, Object> inputs, Map<?, ?> then, Map<?, ?> now) {
    Map<String, Object> applied = new LinkedHashMap<>(inputs);
    then.keySet().stream()
        .filter(key -> !now.containsKey(key))
        .forEach(key -> applied.remove(key.toString()));
    now.forEach(
        (key, value) -> {
          if (!Objects.equals(value, then.get(key))) {
            String name = key.toString();
            applied.put(name, value(applied.get(name), then.get(key), value));
          }
        });
    return applied;
  }

  private static Object value(Object input, Object then, Object now) {
    if (input instanceof Secret secret) {
      return new Secret(value(secret.value(), then, now));
    }
    if (input instanceof Map<?, ?> asked
        && then instanceof Map<?, ?> before
        && now instanceof Map<?, ?> after) {
      Map<String, Object> inputs = new LinkedHashMap<>();
      asked.forEach((key, entry) -> inputs.put(key.toString(), entry));
      return applied(inputs, before, after);
    }
    return now;
  }
}
