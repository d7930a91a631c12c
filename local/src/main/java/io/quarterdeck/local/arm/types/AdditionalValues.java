package io.quarterdeck.local.arm.types;

import io.quarterdeck.infra.arm.ArmType;
import java.util.Map;
import java.util.Set;

/**
 * Differences between the SDK and Microsoft's specification of the API version. Services accept
 * some values that the enumerations of the SDK do not contain. Services require some inputs that
 * the SDK does not require.
 */
final class AdditionalValues {
  private static final Map<String, Set<String>> BY_PROPERTY =
      Map.of(
          // Source: openapi.json of Microsoft.DBforPostgreSQL 2025-08-01, PrincipalType, in
          // Azure/azure-rest-api-specs. azure-native has the enumeration of serverGroupsv2/roles.
          "dbforpostgresql:AdministratorsMicrosoftEntra principalType",
          Set.of("Unknown", "User", "Group", "ServicePrincipal"),
          // Source: azure-mgmt-monitor 8.0.0b3, ConditionOperator of API version
          // 2025-01-01-preview. azure-native has the enumeration of another resource type.
          "monitor:ScheduledQueryRule criteria.allOf[].operator",
          Set.of("Equals", "GreaterThan", "GreaterThanOrEqual", "LessThan", "LessThanOrEqual"));

  private static final Map<String, Set<String>> REQUIRED =
      Map.of(
          // Source: openapi.json of Microsoft.Databricks 2026-01-01, WorkspaceProperties.
          "databricks:Workspace", Set.of("computeMode"));

  private AdditionalValues() {}

  /** Returns the inputs that the service requires in addition to those of the SDK. */
  static Set<String> required(ArmType type) {
    return REQUIRED.getOrDefault(type.token(), Set.of());
  }

  static boolean have(ArmType type, String property, String value) {
    String anyItem = property.replaceAll("\\[\\d+\\]", "[]");
    return BY_PROPERTY.getOrDefault(type.token() + " " + anyItem, Set.of()).contains(value);
  }
}
