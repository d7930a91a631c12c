package io.quarterdeck.infra.arm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The request to Azure Resource Manager that creates or updates a resource.
 *
 * @param id the resource's id, which is the request's path
 * @param body the request's body
 */
public record ArmRequest(ArmType type, String id, Map<String, Object> body) {
  /** Converts the inputs of a resource to the request that the provider sends. */
  public static ArmRequest of(
      String pulumiType, Map<String, Object> inputs, String subscriptionId) {
    ArmType type = ArmTypes.of(pulumiType);
    Map<String, Object> rest = new TreeMap<>(inputs);
    String id = type.path().replace("{subscriptionId}", subscriptionId);
    for (String name : type.pathInputs()) {
      Object value = rest.remove(name);
      if (value != null) {
        id = id.replace("{" + name + "}", value.toString());
      }
    }
    Map<String, Object> body = new TreeMap<>();
    Map<String, Object> properties = new TreeMap<>();
    for (Map.Entry<String, Object> input : rest.entrySet()) {
      Object value = translate(type, input.getKey(), input.getValue());
      String name = type.renames().getOrDefault(input.getKey(), input.getKey());
      (type.topLevel().contains(input.getKey()) ? body : properties).put(name, value);
    }
    if (!properties.isEmpty()) {
      body.put("properties", properties);
    }
    return new ArmRequest(type, id, body);
  }

  private static Object translate(ArmType type, String at, Object value) {
    if (at.endsWith("userAssignedIdentities") && value instanceof List<?> ids) {
      Map<String, Object> identities = new TreeMap<>();
      ids.forEach(id -> identities.put(id.toString(), Map.of()));
      return identities;
    }
    if (value instanceof List<?> list) {
      List<Object> translated = new ArrayList<>();
      list.forEach(entry -> translated.add(translate(type, at, entry)));
      return translated;
    }
    if (value instanceof Map<?, ?> map) {
      return object(type, at, map);
    }
    if (value instanceof Double number && number == Math.rint(number)) {
      return number.longValue();
    }
    return value;
  }

  private static Map<String, Object> object(ArmType type, String at, Map<?, ?> map) {
    Set<String> beside = type.nested().get(at);
    Map<String, Object> translated = new TreeMap<>();
    Map<String, Object> properties = new TreeMap<>();
    map.forEach(
        (key, value) -> {
          String path = at + "." + key;
          String name = type.renames().getOrDefault(path, key.toString());
          boolean outside = beside == null || beside.contains(key.toString());
          (outside ? translated : properties).put(name, translate(type, path, value));
        });
    if (!properties.isEmpty()) {
      translated.put(type.nestedName(at), properties);
    }
    return translated;
  }
}
