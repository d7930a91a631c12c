package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.authorization.AccessRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The actions on other resources that the caller of a write needs, because the resource refers to
 * them. Resources of other subscriptions are not checked, because their role assignments are not
 * known here. Sources on Microsoft Learn: "Azure permissions for Networking" and "Azure permissions
 * for Identity" (join, assign); "RBAC permissions for Azure Private Link"; "Deploy Azure Databricks
 * in your Azure virtual network"; "Azure RBAC permissions required to use Azure Network Watcher
 * capabilities" and "Diagnostic settings in Azure Monitor" (shared keys).
 */
final class LinkedActions {
  private static final String ENDPOINT = "Microsoft.Network/privateEndpoints";
  private static final String WORKSPACE = "Microsoft.Databricks/workspaces";
  private static final String SUBNETS = "Microsoft.Network/virtualNetworks/subnets";

  /** The action by the type of the resource that a request of any type refers to. */
  private static final Map<String, String> ALWAYS =
      Map.of(
          SUBNETS.toLowerCase(Locale.ROOT),
          SUBNETS + "/join/action",
          "microsoft.network/networksecuritygroups",
          "Microsoft.Network/networkSecurityGroups/join/action",
          "microsoft.network/natgateways",
          "Microsoft.Network/natGateways/join/action",
          "microsoft.network/publicipaddresses",
          "Microsoft.Network/publicIPAddresses/join/action",
          "microsoft.web/serverfarms",
          "Microsoft.Web/serverfarms/join/action",
          "microsoft.managedidentity/userassignedidentities",
          "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action");

  /** The action by the type of the written resource, and the type that it refers to. */
  private static final Map<String, Map<String, String>> BY_TYPE =
      Map.of(
          "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
          Map.of(
              "microsoft.network/virtualnetworks", "Microsoft.Network/virtualNetworks/join/action"),
          ENDPOINT + "/privateDnsZoneGroups",
          Map.of(
              "microsoft.network/privatednszones", "Microsoft.Network/privateDnsZones/join/action"),
          "Microsoft.Insights/diagnosticSettings",
          Map.of(
              "microsoft.operationalinsights/workspaces",
              "Microsoft.OperationalInsights/workspaces/sharedKeys/action"),
          "Microsoft.Network/networkWatchers/flowLogs",
          Map.of(
              "microsoft.operationalinsights/workspaces",
              "Microsoft.OperationalInsights/workspaces/sharedKeys/action"));

  private LinkedActions() {}

  /** Returns the actions, each with the resource that it applies to. */
  static List<AccessRequest> of(ArmRequest request) {
    List<AccessRequest> linked = new ArrayList<>();
    for (String id : new HashSet<>(ids(request.body()))) {
      action(request.type().azureType(), id)
          .filter(action -> isOfSubscriptionOf(request, id))
          .filter(action -> !ResourceIds.within(id, request.id()))
          .ifPresent(action -> linked.add(AccessRequest.action(action, id)));
    }
    if (request.type().azureType().equals(WORKSPACE)) {
      linked.addAll(ofWorkspace(request));
    }
    linked.sort((one, other) -> one.scope().compareToIgnoreCase(other.scope()));
    return linked;
  }

  private static Optional<String> action(String written, String id) {
    String type = ResourceIds.type(id);
    if (written.equals(ENDPOINT)
        && !type.toLowerCase(Locale.ROOT).startsWith("microsoft.network/")) {
      return Optional.of(type + "/privateEndpointConnectionsApproval/action");
    }
    String key = type.toLowerCase(Locale.ROOT);
    return Optional.ofNullable(ALWAYS.get(key))
        .or(() -> Optional.ofNullable(BY_TYPE.getOrDefault(written, Map.of()).get(key)));
  }

  /** A workspace names the subnets of its network. Databricks delegates them, which is a write. */
  private static List<AccessRequest> ofWorkspace(ArmRequest request) {
    String network =
        BodyValues.text(request.body(), "properties.parameters.customVirtualNetworkId.value");
    List<AccessRequest> linked = new ArrayList<>();
    if (network.isEmpty() || !isOfSubscriptionOf(request, network)) {
      return linked;
    }
    for (String parameter : List.of("customPublicSubnetName", "customPrivateSubnetName")) {
      String subnet =
          network
              + "/subnets/"
              + BodyValues.text(request.body(), "properties.parameters." + parameter + ".value");
      linked.add(AccessRequest.action(SUBNETS + "/join/action", subnet));
      linked.add(AccessRequest.action(SUBNETS + "/write", subnet));
    }
    return linked;
  }

  private static boolean isOfSubscriptionOf(ArmRequest request, String id) {
    return ResourceIds.subscription(request.id()).equalsIgnoreCase(ResourceIds.subscription(id));
  }

  private static Set<String> ids(Object value) {
    Set<String> found = new HashSet<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, each) -> {
            found.addAll(ids(key));
            found.addAll(ids(each));
          });
    } else if (value instanceof Iterable<?> list) {
      list.forEach(each -> found.addAll(ids(each)));
    } else if (value instanceof String text && isResource(text)) {
      found.add(text);
    }
    return found;
  }

  private static boolean isResource(String text) {
    String key = ResourceIds.key(text);
    return key.startsWith("/subscriptions/") && key.contains("/providers/");
  }
}
