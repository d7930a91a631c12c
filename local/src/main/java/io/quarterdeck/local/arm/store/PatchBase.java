package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.local.arm.ArmResource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a PATCH starts from: the values of the existing resource. */
public final class PatchBase {
  private PatchBase() {}

  /**
   * Returns the body without the values that the resource keeps in any update. Azure refuses some
   * of them in a request, even if they do not change.
   */
  public static Map<String, Object> withoutKept(
      ArmType type, ArmResource existing, Map<String, Object> body) {
    ArmRequest nothing = new ArmRequest(type, existing.id(), Map.of());
    return difference(body, WriteRules.kept(nothing, Optional.of(existing)));
  }

  /** Returns the body with the values that the resource keeps in any update. */
  public static Map<String, Object> withKept(
      ArmType type, ArmResource existing, Map<String, Object> body) {
    return Merge.of(
        WriteRules.kept(new ArmRequest(type, existing.id(), body), Optional.of(existing)), body);
  }

  private static Map<String, Object> difference(Map<?, ?> body, Map<?, ?> less) {
    Map<String, Object> rest = new LinkedHashMap<>();
    body.forEach(
        (key, value) -> {
          Object removed = less.get(key);
          if (removed == null) {
            rest.put(key.toString(), value);
          } else if (value instanceof Map<?, ?> map && removed instanceof Map<?, ?> inner) {
            Map<String, Object> kept = difference(map, inner);
            if (!kept.isEmpty()) {
              rest.put(key.toString(), kept);
            }
          }
        });
    return rest;
  }
}
