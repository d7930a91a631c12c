package io.quarterdeck.local.arm.types;

import io.quarterdeck.infra.arm.ArmType;
import java.util.Map;
import java.util.Set;

/**
 * Values that services take in the API versions of the table although those versions' published
 * enumerations, which are the SDK's, are older than the values. The source is Microsoft's newer
 * models of the same service, which infra's ModelTest holds the program against.
 */
final class LaterValues {
  private static final Map<String, Set<String>> BY_PROPERTY =
      Map.of(
          // The server's new majors came without a new API version; ServerVersion of the library
          // 1.2.0-beta.1.
          "dbforpostgresql:Server version", Set.of("15", "16", "17"));

  private LaterValues() {}

  static boolean have(ArmType type, String property, String value) {
    return BY_PROPERTY.getOrDefault(type.token() + " " + property, Set.of()).contains(value);
  }
}
