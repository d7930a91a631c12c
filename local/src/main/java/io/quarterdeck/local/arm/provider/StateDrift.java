package io.quarterdeck.local.arm.provider;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Applies changes that were made in Azure outside Pulumi to the inputs. Inputs that Azure does not
 * return, such as passwords, and inputs that Azure returns in another form do not change.
 */
final class StateDrift {
  private StateDrift() {}

  /**
   * Returns the inputs that would produce the current state.
   *
   * @param inputs the requested inputs, including secrets
   * @param then the inputs that correspond to the state that Pulumi saw last
   * @param now the inputs that correspond to the current state
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
    if (input instanceof SecretValue secret) {
      return new SecretValue(value(secret.value(), then, now));
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
