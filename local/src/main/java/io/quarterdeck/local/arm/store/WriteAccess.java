package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.roles.RoleAssignments;
import io.quarterdeck.local.authorization.AccessCheck;
import io.quarterdeck.local.authorization.AccessRequest;
import io.quarterdeck.local.entra.EntraPrincipal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rights that the caller of a write needs. Resource Manager checks them before everything else.
 *
 * @param check the role assignments
 */
record WriteAccess(AccessCheck check) {
  void checkWrite(EntraPrincipal caller, ArmRequest request) {
    AccessRequest write =
        AccessRequest.action(action(request.type().azureType(), "write"), request.id())
            .with(attributes("@Request", request.type().azureType(), request.body()));
    check.require(caller, write);
    check.requireLinked(caller, write, LinkedActions.of(request));
  }

  /** A resource that does not exist has no attributes. */
  void checkDelete(EntraPrincipal caller, String id, String type, Optional<ArmResource> existing) {
    Map<String, String> attributes =
        existing
            .map(resource -> attributes("@Resource", type, JsonMaps.map(resource.body())))
            .orElseGet(Map::of);
    check.require(caller, AccessRequest.action(action(type, "delete"), id).with(attributes));
  }

  void checkRead(EntraPrincipal caller, String id, String type) {
    check.require(caller, AccessRequest.action(action(type, "read"), id));
  }

  void checkAction(EntraPrincipal caller, ArmResource resource, String name) {
    check.require(
        caller, AccessRequest.action(action(resource.type(), name + "/action"), resource.id()));
  }

  /**
   * Source of the action: Microsoft Learn, "Azure permissions for Storage" and the other services.
   */
  void checkConnection(EntraPrincipal caller, ArmResource target, String name) {
    String connections = "/privateEndpointConnections/";
    check.require(
        caller,
        AccessRequest.action(
            target.type() + connections + "write", target.id() + connections + name));
  }

  /** The actions of resource groups have another name than their type. */
  private static String action(String type, String verb) {
    return type.replace(
            "Microsoft.Resources/resourceGroups",
            "Microsoft.Resources/subscriptions/resourceGroups")
        + "/"
        + verb;
  }

  /** The attributes of a role assignment, which conditions of the caller's role can compare. */
  private static Map<String, String> attributes(
      String source, String type, Map<String, Object> body) {
    Map<String, String> attributes = new LinkedHashMap<>();
    if (type.equalsIgnoreCase(RoleAssignments.ASSIGNMENTS)) {
      String prefix = source + "[" + RoleAssignments.ASSIGNMENTS + ":";
      attributes.put(
          prefix + "RoleDefinitionId]",
          ResourceIds.name(BodyValues.text(body, "properties.roleDefinitionId")));
      attributes.put(prefix + "PrincipalId]", BodyValues.text(body, "properties.principalId"));
      attributes.put(prefix + "PrincipalType]", BodyValues.text(body, "properties.principalType"));
    }
    return attributes;
  }
}
