package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The subnets of a virtual network, which are resources and also a property of the network. A PUT
 * of a network without the property does not change the subnets. A PUT with the property creates
 * and updates the listed subnets, and deletes all others. A GET of the network lists its subnets.
 * Source: Microsoft Learn, "Create virtual network resources by using Bicep", whose examples use
 * API version 2024-05-01. Before API version 2023-09-01, a PUT without the property deleted all
 * subnets.
 */
final class VirtualNetworkSubnets {
  private static final String NETWORK = "Microsoft.Network/virtualNetworks";
  private static final String SUBNET = NETWORK + "/subnets";
  private static final String PROPERTIES = "properties";
  private static final String SUBNETS = "subnets";

  private final ArmResources resources;

  VirtualNetworkSubnets(ArmResources resources) {
    this.resources = resources;
  }

  /** Returns the subnets that this request deletes, because its list does not contain them. */
  List<ArmResource> deletedBy(ArmRequest request) {
    Optional<List<?>> listed = listed(request);
    if (listed.isEmpty()) {
      return List.of();
    }
    Set<String> kept =
        listed.get().stream()
            .map(subnet -> ResourceIds.key(id(request, subnet)))
            .collect(Collectors.toSet());
    return of(request.id()).stream()
        .filter(subnet -> !kept.contains(ResourceIds.key(subnet.id())))
        .toList();
  }

  /** Returns the subnets that this request creates or updates. */
  List<ArmResource> writtenBy(ArmRequest request) {
    return listed(request).orElse(List.of()).stream()
        .map(subnet -> subnet(request, subnet))
        .toList();
  }

  /** Returns the body of a request without its subnets, which are stored as resources. */
  static Map<String, Object> without(ArmRequest request) {
    if (listed(request).isEmpty()) {
      return request.body();
    }
    Map<String, Object> rest = JsonMaps.copy(request.body().get(PROPERTIES));
    rest.remove(SUBNETS);
    Map<String, Object> body = new LinkedHashMap<>(request.body());
    body.put(PROPERTIES, rest);
    return body;
  }

  /** Returns a resource as a GET returns it: a network with its subnets. */
  ArmResource shown(ArmResource resource) {
    if (!resource.type().equals(NETWORK)) {
      return resource;
    }
    Map<String, Object> body = JsonMaps.map(resource.body());
    Map<String, Object> properties = JsonMaps.copy(body.get(PROPERTIES));
    properties.put(
        SUBNETS, of(resource.id()).stream().map(subnet -> JsonMaps.map(subnet.body())).toList());
    body.put(PROPERTIES, properties);
    return new ArmResource(
        resource.id(), resource.type(), resource.apiVersion(), JsonMaps.object(body));
  }

  private List<ArmResource> of(String network) {
    return resources.list().stream()
        .filter(each -> each.type().equals(SUBNET) && ResourceIds.within(each.id(), network))
        .toList();
  }

  private static Optional<List<?>> listed(ArmRequest request) {
    return request.type().azureType().equals(NETWORK)
            && request.body().get(PROPERTIES) instanceof Map<?, ?> properties
            && properties.get(SUBNETS) instanceof List<?> subnets
        ? Optional.of(subnets)
        : Optional.empty();
  }

  private static String id(ArmRequest network, Object subnet) {
    return network.id() + "/" + SUBNETS + "/" + ((Map<?, ?>) subnet).get("name");
  }

  private static ArmResource subnet(ArmRequest network, Object subnet) {
    Map<String, Object> properties = JsonMaps.copy(((Map<?, ?>) subnet).get(PROPERTIES));
    properties.put("provisioningState", "Succeeded");
    String id = id(network, subnet);
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("id", id);
    body.put("name", ResourceIds.name(id));
    body.put("type", SUBNET);
    body.put(PROPERTIES, properties);
    return new ArmResource(id, SUBNET, network.type().apiVersion(), JsonMaps.object(body));
  }
}
