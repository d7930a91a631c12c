package io.quarterdeck.infra.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Request definitions, copied from the REST reference, for types without an available Java model:
 * the path of every property, and the values of enumerations.
 *
 * @param properties the dotted path of each property; {@code *} stands for list elements and
 *     arbitrary keys
 * @param required the paths of required properties
 * @param values the allowed values of paths with an enumeration
 */
record PublishedRequest(
    Set<String> properties, Set<String> required, Map<String, Set<String>> values) {
  private static final Set<String> ON_OFF = Set.of("Enabled", "Disabled");

  private static final Map<String, PublishedRequest> BY_TOKEN =
      Map.of(
          // Workspaces - Create Or Update, 2023-02-01.
          "databricks:Workspace",
          new PublishedRequest(
              Set.of(
                  "location",
                  "tags.*",
                  "sku.name",
                  "sku.tier",
                  "properties.managedResourceGroupId",
                  "properties.publicNetworkAccess",
                  "properties.requiredNsgRules",
                  "properties.parameters.customVirtualNetworkId.value",
                  "properties.parameters.customPublicSubnetName.value",
                  "properties.parameters.customPrivateSubnetName.value",
                  "properties.parameters.enableNoPublicIp.value",
                  "properties.parameters.requireInfrastructureEncryption.value",
                  "properties.parameters.prepareEncryption.value"),
              Set.of("location", "properties.managedResourceGroupId"),
              Map.of(
                  "sku.name",
                  Set.of("standard", "premium", "trial"),
                  "properties.publicNetworkAccess",
                  ON_OFF,
                  "properties.requiredNsgRules",
                  Set.of("AllRules", "NoAzureDatabricksRules", "NoAzureServiceRules"))),
          // Access Connectors - Create Or Update, 2023-05-01.
          "databricks:AccessConnector",
          new PublishedRequest(
              Set.of("location", "tags.*", "identity.type", "identity.userAssignedIdentities.*"),
              Set.of("location"),
              Map.of(
                  "identity.type",
                  Set.of("None", "SystemAssigned", "UserAssigned", "SystemAssigned,UserAssigned"))),
          // Budgets - Create Or Update, 2023-05-01.
          "consumption:Budget",
          new PublishedRequest(
              Set.of(
                  "eTag",
                  "properties.amount",
                  "properties.category",
                  "properties.timeGrain",
                  "properties.timePeriod.startDate",
                  "properties.timePeriod.endDate",
                  "properties.notifications.*.enabled",
                  "properties.notifications.*.operator",
                  "properties.notifications.*.threshold",
                  "properties.notifications.*.thresholdType",
                  "properties.notifications.*.locale",
                  "properties.notifications.*.contactEmails.*",
                  "properties.notifications.*.contactGroups.*",
                  "properties.notifications.*.contactRoles.*"),
              Set.of(
                  "properties.amount",
                  "properties.category",
                  "properties.timeGrain",
                  "properties.timePeriod.startDate"),
              Map.of(
                  "properties.category",
                  Set.of("Cost"),
                  "properties.timeGrain",
                  Set.of(
                      "Monthly",
                      "Quarterly",
                      "Annually",
                      "BillingMonth",
                      "BillingQuarter",
                      "BillingAnnual"),
                  "properties.notifications.*.operator",
                  Set.of("EqualTo", "GreaterThan", "GreaterThanOrEqualTo"),
                  "properties.notifications.*.thresholdType",
                  Set.of("Actual", "Forecasted"))));

  static PublishedRequest of(String token) {
    PublishedRequest request = BY_TOKEN.get(token);
    if (request == null) {
      throw new IllegalArgumentException("No model and no published request for " + token);
    }
    return request;
  }

  List<String> findings(Map<String, Object> body) {
    List<String> findings = new ArrayList<>();
    List<String> found = new ArrayList<>();
    visit("", body, found, findings);
    required.stream()
        .filter(path -> !found.contains(path))
        .sorted()
        .forEach(path -> findings.add("missing: " + path));
    return findings;
  }

  private void visit(String path, Object value, List<String> found, List<String> findings) {
    if (value instanceof Map<?, ?> map && !map.isEmpty()) {
      map.forEach((key, entry) -> visit(step(path, key.toString()), entry, found, findings));
      return;
    }
    if (value instanceof List<?> list) {
      list.forEach(entry -> visit(step(path, "*"), entry, found, findings));
      return;
    }
    found.add(path);
    if (!properties.contains(path)) {
      findings.add("unknown property or value: " + path);
    }
    Set<String> known = values.getOrDefault(path, Set.of());
    if (!known.isEmpty() && !known.contains(String.valueOf(value))) {
      findings.add("unknown value of %s: %s".formatted(path, value));
    }
  }

  /** Returns the path of a key, or of an arbitrary key if the definition does not name it. */
  private String step(String path, String key) {
    String named = path.isEmpty() ? key : path + "." + key;
    String free = path.isEmpty() ? "*" : path + ".*";
    boolean isNamed =
        properties.stream().anyMatch(known -> known.equals(named) || known.startsWith(named + "."));
    boolean isFree =
        properties.stream().anyMatch(known -> known.equals(free) || known.startsWith(free + "."));
    return isNamed || !isFree ? named : free;
  }
}
