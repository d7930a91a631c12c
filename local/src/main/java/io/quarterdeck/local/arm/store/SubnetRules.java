package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.infra.settings.Cidr;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.http.ApiError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rules of Azure for the address ranges and delegations of subnets. Sources: Microsoft Learn,
 * "Create, change, or delete a virtual network" (a range that contains a subnet cannot be removed),
 * "Add, change, or delete a virtual network subnet" (ranges do not overlap; the range of a subnet
 * that is in use cannot be changed) and "Manage subnet delegation". The codes, and the text of
 * InUsePrefixCannotBeDeleted, are quoted in public reports of failed deployments.
 */
final class SubnetRules {
  private static final String NETWORK = "Microsoft.Network/virtualNetworks";
  private static final String SUBNET = NETWORK + "/subnets";

  /** The types that use addresses of a subnet, with the path of the subnet's id. */
  private static final Map<String, String> USERS =
      Map.of(
          "Microsoft.Network/privateEndpoints",
          "properties.subnet.id",
          "Microsoft.DBforPostgreSQL/flexibleServers",
          "properties.network.delegatedSubnetResourceId",
          FunctionAppRules.APP,
          "properties.virtualNetworkSubnetId");

  private final ArmResources resources;

  SubnetRules(ArmResources resources) {
    this.resources = resources;
  }

  /** Refuses ranges that Azure does not accept, and changes that it does not make. */
  void check(ArmRequest request) {
    switch (request.type().azureType()) {
      case NETWORK -> network(request);
      case SUBNET -> subnet(request);
      default -> {
        // No other type has ranges of a network.
      }
    }
  }

  private void network(ArmRequest request) {
    VirtualNetworkSubnets subnets = new VirtualNetworkSubnets(resources);
    Map<String, ArmResource> after = new TreeMap<>();
    List<ArmResource> written = subnets.writtenBy(request);
    if (subnets.deletedBy(request).isEmpty() && written.isEmpty()) {
      of(request.id()).forEach(subnet -> after.put(ResourceIds.key(subnet.id()), subnet));
    }
    written.forEach(subnet -> after.put(ResourceIds.key(subnet.id()), subnet));
    written.forEach(this::inUse);
    List<Cidr> space = space(request.body());
    List<ArmResource> checked = new ArrayList<>();
    for (ArmResource subnet : after.values()) {
      within(subnet, space, request.id());
      checked.forEach(other -> apart(subnet, other, request.id()));
      checked.add(subnet);
    }
  }

  private void subnet(ArmRequest request) {
    String network = ResourceIds.parent(request.id()).orElseThrow();
    ArmResource subnet =
        new ArmResource(
            request.id(), SUBNET, request.type().apiVersion(), JsonMaps.object(request.body()));
    resources
        .find(network)
        .ifPresent(found -> within(subnet, space(JsonMaps.map(found.body())), network));
    of(network).stream()
        .filter(other -> !ResourceIds.key(other.id()).equals(ResourceIds.key(subnet.id())))
        .forEach(other -> apart(subnet, other, network));
    inUse(subnet);
  }

  private static void within(ArmResource subnet, List<Cidr> space, String network) {
    for (Cidr range : ranges(subnet)) {
      if (!space.isEmpty() && space.stream().noneMatch(part -> part.contains(range))) {
        throw refusal(
            "NetcfgSubnetRangeOutsideVnet",
            "Subnet '%s' is not valid because its IP address range is outside the IP address range of virtual network '%s'."
                .formatted(ResourceIds.name(subnet.id()), ResourceIds.name(network)));
      }
    }
  }

  private static void apart(ArmResource subnet, ArmResource other, String network) {
    if (ranges(subnet).stream()
        .anyMatch(range -> ranges(other).stream().anyMatch(range::overlaps))) {
      throw refusal(
          "NetcfgSubnetRangesOverlap",
          "Subnet '%s' is not valid because its IP address range overlaps with that of an existing subnet in virtual network '%s'."
              .formatted(ResourceIds.name(subnet.id()), ResourceIds.name(network)));
    }
  }

  /** The ranges and the delegation of a subnet that is in use do not change. */
  private void inUse(ArmResource subnet) {
    Optional<ArmResource> found = resources.find(subnet.id());
    Optional<ArmResource> user = user(subnet.id());
    if (found.isEmpty() || user.isEmpty()) {
      return;
    }
    List<Cidr> kept = ranges(subnet);
    ranges(found.get()).stream()
        .filter(range -> !kept.contains(range))
        .findFirst()
        .ifPresent(
            range -> {
              throw refusal(
                  "InUsePrefixCannotBeDeleted",
                  "IpPrefix %s on Subnet %s has active allocations and cannot be deleted."
                      .formatted(range, ResourceIds.name(subnet.id())));
            });
    List<String> delegations = delegations(subnet);
    delegations(found.get()).stream()
        .filter(service -> !delegations.contains(service))
        .findFirst()
        .ifPresent(
            service -> {
              throw refusal(
                  "SubnetMissingRequiredDelegation",
                  "Subnet %s requires any of the following delegation(s) [%s] because %s uses it."
                      .formatted(subnet.id(), service, user.get().id()));
            });
  }

  private Optional<ArmResource> user(String subnet) {
    return resources.list().stream()
        .filter(resource -> USERS.containsKey(resource.type()))
        .filter(
            resource ->
                BodyValues.text(resource, USERS.get(resource.type())).equalsIgnoreCase(subnet))
        .findFirst();
  }

  private List<ArmResource> of(String network) {
    return resources.list().stream()
        .filter(each -> each.type().equals(SUBNET) && ResourceIds.within(each.id(), network))
        .toList();
  }

  private static List<Cidr> space(Map<String, Object> network) {
    return parsed(BodyValues.at(network, "properties.addressSpace.addressPrefixes"));
  }

  /** Returns the ranges of a subnet, which has one range or a list. */
  static List<Cidr> ranges(ArmResource subnet) {
    List<Cidr> ranges =
        new ArrayList<>(parsed(BodyValues.at(subnet, "properties.addressPrefixes")));
    Cidr.parse(BodyValues.text(subnet, "properties.addressPrefix"))
        .filter(range -> !ranges.contains(range))
        .ifPresent(ranges::add);
    return ranges;
  }

  /** Ranges of IPv6 are not checked. */
  private static List<Cidr> parsed(Optional<Object> prefixes) {
    return prefixes.orElse(List.of()) instanceof List<?> list
        ? list.stream().flatMap(text -> Cidr.parse(text.toString()).stream()).toList()
        : List.of();
  }

  /** Returns the services to which a subnet is delegated. */
  static List<String> delegations(ArmResource subnet) {
    return BodyValues.at(subnet, "properties.delegations").orElse(List.of())
            instanceof List<?> delegations
        ? delegations.stream()
            .map(each -> BodyValues.text((Map<?, ?>) each, "properties.serviceName"))
            .toList()
        : List.of();
  }

  private static ApiError refusal(String code, String message) {
    return ApiError.of(400, code, message);
  }
}
