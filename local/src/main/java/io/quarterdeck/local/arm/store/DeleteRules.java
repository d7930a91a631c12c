package io.quarterdeck.local.arm.store;

import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.http.ApiError;
import java.util.Map;
import java.util.stream.Collectors;

/** The checks of Resource Manager and its services before a resource is deleted. */
final class DeleteRules {
  /** Network resources that cannot be deleted while other resources use them. */
  private static final Map<String, String> IN_USE =
      Map.of(
          "Microsoft.Network/virtualNetworks", "InUseVirtualNetworkCannotBeDeleted",
          "Microsoft.Network/virtualNetworks/subnets", "InUseSubnetCannotBeDeleted",
          "Microsoft.Network/networkSecurityGroups", "InUseNetworkSecurityGroupCannotBeDeleted",
          "Microsoft.Network/natGateways", "InUseNatGatewayCannotBeDeleted",
          "Microsoft.Network/publicIPAddresses", "PublicIPAddressCannotBeDeleted");

  /**
   * Resources whose children must be deleted first. Other resources are deleted together with their
   * children.
   */
  private static final Map<String, String> NESTED =
      Map.of("Microsoft.Network/privateDnsZones", "virtualNetworkLinks");

  private final ArmResources resources;

  DeleteRules(ArmResources resources) {
    this.resources = resources;
  }

  void check(ArmResource resource) {
    Locks.checkDelete(resources, resource.id());
    String code = IN_USE.get(resource.type());
    if (code != null) {
      new References(resources)
          .user(resource.id())
          .ifPresent(
              user -> {
                throw ApiError.of(
                    400,
                    code,
                    "%s %s is in use by %s and cannot be deleted. In order to delete it, disassociate or delete the resource that uses it."
                        .formatted(kind(resource), ResourceIds.name(resource.id()), user.id()));
              });
    }
    nested(resource);
  }

  private void nested(ArmResource resource) {
    String children = NESTED.get(resource.type());
    if (children == null) {
      return;
    }
    String within = resource.id() + "/" + children;
    String found =
        resources.list().stream()
            .map(ArmResource::id)
            .filter(id -> ResourceIds.within(id, within))
            .map(id -> "'" + id.substring(id.lastIndexOf("/providers/") + 11) + "'")
            .collect(Collectors.joining(", "));
    if (!found.isEmpty()) {
      throw ApiError.of(
          409,
          "CannotDeleteResource",
          "Cannot delete resource while nested resources exist. Some existing nested resource IDs include: %s. Please delete all nested resources before deleting this resource."
              .formatted(found));
    }
  }

  private static String kind(ArmResource resource) {
    String plural = resource.type().substring(resource.type().lastIndexOf('/') + 1);
    String singular = plural.replaceAll("(?<=ss)es$|s$", "");
    return Character.toUpperCase(singular.charAt(0)) + singular.substring(1);
  }
}
