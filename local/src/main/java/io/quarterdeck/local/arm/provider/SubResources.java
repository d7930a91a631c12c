package io.quarterdeck.local.arm.provider;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.store.JsonMaps;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Properties that list children of a resource, which a program can also declare as separate
 * resources. If the program does not set such a property, an update sends the current value, and a
 * refresh does not add it to the inputs. Source: {@code MaintainSubResourcePropertiesIfNotSet} and
 * {@code resetUnsetSubResourceProperties} in pulumi/pulumi-azure-native, provider/pkg/provider; the
 * SDK marks these properties with "These are also available as standalone resources".
 */
final class SubResources {
  private static final Map<String, List<String>> BY_TYPE =
      Map.of("Microsoft.Network/virtualNetworks", List.of("subnets"));

  private SubResources() {}

  /**
   * Returns the request of an update, with the current value of each property that the program does
   * not set.
   */
  static ArmRequest kept(ArmRequest update, Optional<ArmResource> current) {
    List<String> names = BY_TYPE.getOrDefault(update.type().azureType(), List.of());
    if (names.isEmpty() || current.isEmpty()) {
      return update;
    }
    Map<String, Object> properties = JsonMaps.copy(update.body().get("properties"));
    Map<String, Object> now = JsonMaps.copy(JsonMaps.map(current.get().body()).get("properties"));
    for (String name : names) {
      if (now.containsKey(name)) {
        properties.putIfAbsent(name, now.get(name));
      }
    }
    Map<String, Object> body = new LinkedHashMap<>(update.body());
    body.put("properties", properties);
    return new ArmRequest(update.type(), update.id(), body);
  }

  /** Returns the inputs that correspond to a state, without the properties that were not set. */
  static Map<String, Object> withoutUnset(
      ArmType type, Map<String, Object> inputs, Map<String, Object> asked) {
    Map<String, Object> rest = new LinkedHashMap<>(inputs);
    BY_TYPE.getOrDefault(type.azureType(), List.of()).stream()
        .filter(name -> !asked.containsKey(name))
        .forEach(rest::remove);
    return rest;
  }
}
