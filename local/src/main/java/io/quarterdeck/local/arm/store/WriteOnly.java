package io.quarterdeck.local.arm.store;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Removes the values that Azure accepts but never returns: secrets, and the create mode of a vault.
 * They are not stored here either.
 */
final class WriteOnly {
  private static final Map<String, List<String>> BY_TYPE =
      Map.of(
          "Microsoft.DBforPostgreSQL/flexibleServers",
          List.of("properties", "administratorLoginPassword"),
          "Microsoft.KeyVault/vaults",
          List.of("properties", "createMode"),
          "Microsoft.KeyVault/vaults/secrets",
          List.of("properties", "value"),
          // The action exportTemplate returns the template.
          "Microsoft.Resources/deployments",
          List.of("properties", "template"));

  private WriteOnly() {}

  static Map<String, Object> without(String type, Map<String, Object> body) {
    List<String> path = BY_TYPE.get(type);
    if (path == null || !(body.get(path.get(0)) instanceof Map<?, ?> properties)) {
      return body;
    }
    Map<String, Object> shown = new LinkedHashMap<>();
    properties.forEach((key, value) -> shown.put(key.toString(), value));
    shown.remove(path.get(1));
    Map<String, Object> without = new LinkedHashMap<>(body);
    without.put(path.get(0), shown);
    return without;
  }
}
