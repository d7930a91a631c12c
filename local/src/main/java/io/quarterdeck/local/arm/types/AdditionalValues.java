package io.quarterdeck.local.arm.types;

import io.quarterdeck.infra.arm.ArmType;
import java.util.Map;
import java.util.Set;

/**
 * Values that services accept in the API versions of the table although the enumerations that were
 * published for these versions, and that the SDK contains, are older. The source is Microsoft's
 * newer models of the same service, against which ModelTest of infra checks the program.
 */
final class AdditionalValues {
  private static final Map<String, Set<String>> BY_PROPERTY =
      Map.of(
          // New major versions of the server did not get a new API version. Source: ServerVersion
          // of the library 1.2.0-beta.1.
          "dbforpostgresql:Server version", Set.of("15", "16", "17"));

  private AdditionalValues() {}

  static boolean have(ArmType type, String property, String value) {
    return BY_PROPERTY.getOrDefault(type.token() + " " + property, Set.of()).contains(value);
  }
}
