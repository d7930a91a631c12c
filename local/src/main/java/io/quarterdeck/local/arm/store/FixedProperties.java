package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.http.ApiError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Properties that Azure sets only when it creates a resource. A request that contains another value
 * is refused. A request without the property keeps the value.
 *
 * <p>The table in docs/local-stack.md names the source of each property. Where no source contains
 * Azure's error, the code and the text are those that Microsoft.Compute uses for such changes.
 */
final class FixedProperties {
  private static final String SERVER = "Microsoft.DBforPostgreSQL/flexibleServers";

  private static final Map<String, List<String>> BY_TYPE =
      Map.ofEntries(
          Map.entry(
              SERVER,
              List.of("properties.administratorLogin", "properties.backup.geoRedundantBackup")),
          Map.entry(
              "Microsoft.DataFactory/factories/managedVirtualNetworks/managedPrivateEndpoints",
              List.of("properties.privateLinkResourceId", "properties.groupId")),
          Map.entry(SERVER + "/databases", List.of("properties.charset", "properties.collation")),
          Map.entry(
              "Microsoft.Databricks/workspaces",
              List.of(
                  "properties.computeMode",
                  "properties.managedResourceGroupId",
                  "properties.parameters.requireInfrastructureEncryption.value")),
          Map.entry(
              "Microsoft.Synapse/workspaces",
              List.of(
                  "properties.managedVirtualNetwork",
                  "properties.managedVirtualNetworkSettings.preventDataExfiltration",
                  "properties.managedResourceGroupName",
                  "properties.defaultDataLakeStorage.accountUrl",
                  "properties.defaultDataLakeStorage.filesystem")),
          Map.entry(
              "Microsoft.EventHub/namespaces/eventhubs", List.of("properties.partitionCount")),
          Map.entry(FunctionAppRules.PLAN, List.of("properties.reserved")),
          Map.entry(
              "Microsoft.Network/privateEndpoints",
              List.of(
                  "properties.subnet.id",
                  "properties.privateLinkServiceConnections.0.properties.privateLinkServiceId")),
          Map.entry(
              "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
              List.of("properties.virtualNetwork.id")),
          Map.entry(
              "Microsoft.Network/publicIPAddresses",
              List.of(
                  "sku.name", "properties.publicIPAddressVersion", "properties.publicIPPrefix.id")),
          Map.entry("Microsoft.Network/natGateways", List.of("sku.name", "zones")),
          Map.entry(
              "Microsoft.Consumption/budgets",
              List.of("properties.timeGrain", "properties.timePeriod.startDate")));

  private FixedProperties() {}

  /** Refuses a request that changes a property that is fixed. */
  static void check(ArmRequest request, ArmResource existing) {
    for (String path : paths(request)) {
      String found = BodyValues.text(existing, path);
      String wanted = BodyValues.text(request.body(), path);
      if (!found.isEmpty() && !wanted.isEmpty() && !found.equalsIgnoreCase(wanted)) {
        throw refusal(request, path);
      }
    }
  }

  /** Returns the values that the request does not contain, and that the resource keeps. */
  static Map<String, Object> kept(ArmRequest request, Optional<ArmResource> existing) {
    Map<String, Object> kept = new TreeMap<>();
    existing.ifPresent(
        before -> {
          for (String path : paths(request)) {
            // An entry of a list is not kept, because the request contains the whole list.
            if (!path.matches(".*\\.\\d+\\..*") && BodyValues.at(request.body(), path).isEmpty()) {
              BodyValues.at(before, path).ifPresent(value -> put(kept, path, value));
            }
          }
        });
    return kept;
  }

  private static List<String> paths(ArmRequest request) {
    return BY_TYPE.getOrDefault(request.type().azureType(), List.of());
  }

  @SuppressWarnings("unchecked") // This method created all maps within the map.
  private static void put(Map<String, Object> into, String path, Object value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      into.put(path, value);
    } else {
      Object inner =
          into.computeIfAbsent(path.substring(0, dot), step -> new LinkedHashMap<String, Object>());
      put((Map<String, Object>) inner, path.substring(dot + 1), value);
    }
  }

  private static ApiError refusal(ArmRequest request, String path) {
    if (path.equals("properties.subnet.id")) {
      return ApiError.of(
          400,
          "CannotChangeSubnetOnExistingPrivateEndpoint",
          "Cannot change the subnet of the existing private endpoint %s.".formatted(request.id()));
    }
    return ApiError.of(
        409,
        "PropertyChangeNotAllowed",
        "Changing property '%s' is not allowed."
            .formatted(path.replaceFirst("^properties\\.", "").replaceFirst("\\.value$", "")));
  }
}
