package io.quarterdeck.local.authorization;

import java.util.Locale;
import java.util.Optional;

/**
 * A role assignment.
 *
 * @param id the resource id
 * @param scope the resource id at which the role is assigned
 * @param principalId the object id of the principal or the group
 * @param principalType the kind of the principal, as Azure names it
 * @param roleDefinitionId the resource id of the role definition
 * @param condition the condition, if there is one
 */
public record RoleAssignment(
    String id,
    String scope,
    String principalId,
    String principalType,
    String roleDefinitionId,
    Optional<String> condition) {
  /** Returns the name of the role definition, a UUID in lower case. */
  String roleId() {
    return roleDefinitionId
        .substring(roleDefinitionId.lastIndexOf('/') + 1)
        .toLowerCase(Locale.ROOT);
  }

  /**
   * Returns whether the assignment applies to a resource: the scope is the resource or above it.
   */
  boolean appliesTo(String resource) {
    return isAt(scope, resource);
  }

  /** Returns whether the scope is within the given one. */
  boolean isWithin(String outer) {
    return isAt(outer, scope);
  }

  private static boolean isAt(String scope, String resource) {
    return (resource.toLowerCase(Locale.ROOT) + "/")
        .startsWith(scope.toLowerCase(Locale.ROOT) + "/");
  }

  boolean isMet(AccessRequest request) {
    return condition.map(ConditionParser::parse).map(each -> each.isMet(request)).orElse(true);
  }
}
