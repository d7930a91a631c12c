package io.quarterdeck.local.arm.endpoint;

import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.roles.RoleAssignments;
import io.quarterdeck.local.authorization.AccessCheck;
import io.quarterdeck.local.authorization.AccessRequest;
import io.quarterdeck.local.authorization.GrantedRoles;
import io.quarterdeck.local.entra.Callers;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.http.Call;
import java.util.List;

/**
 * What the caller sees of Resource Manager's own lists of groups and resources: those that the
 * caller may read. A caller without any role in the scope is refused.
 *
 * @param roles the role assignments
 */
record ReadableResources(RoleAssignments roles) {
  static final String GROUP_READ = "Microsoft.Resources/subscriptions/resourceGroups/read";

  /**
   * Returns the resources that the caller may read.
   *
   * @param scope the scope of the list
   * @param action the action that allows to read the whole list
   */
  List<ArmResource> of(Call call, String scope, String action, List<ArmResource> all) {
    EntraPrincipal caller = Callers.of(call);
    GrantedRoles granted = roles.granted();
    if (!granted.hasAny(caller, scope)) {
      new AccessCheck(granted).require(caller, AccessRequest.action(action, scope));
    }
    return all.stream().filter(each -> granted.allows(caller, read(each))).toList();
  }

  private static AccessRequest read(ArmResource resource) {
    return AccessRequest.action(
        Inventory.isGroup(resource) ? GROUP_READ : resource.type() + "/read", resource.id());
  }

  /** Returns whether the caller has a role in the scope or above it. */
  boolean isVisible(Call call, String scope) {
    return roles.granted().hasAny(Callers.of(call), scope);
  }
}
