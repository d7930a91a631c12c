package io.quarterdeck.local.authorization;

import io.quarterdeck.local.entra.EntraPrincipal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Role assignments at one moment, and the roles that they refer to.
 *
 * @param assignments all role assignments
 * @param definitions the roles by their ids, in lower case
 */
public record GrantedRoles(
    List<RoleAssignment> assignments, Map<String, RoleDefinition> definitions)
    implements Authorization {
  public GrantedRoles {
    assignments = List.copyOf(assignments);
    definitions = Map.copyOf(definitions);
  }

  @Override
  public Decision decide(EntraPrincipal principal, AccessRequest request) {
    List<RoleAssignment> granting =
        of(principal).stream()
            .filter(assignment -> assignment.appliesTo(request.scope()))
            .filter(assignment -> role(assignment).filter(role -> role.allows(request)).isPresent())
            .toList();
    if (granting.isEmpty()) {
      return Decision.NOT_ASSIGNED;
    }
    return granting.stream().anyMatch(assignment -> assignment.isMet(request))
        ? Decision.ALLOWED
        : Decision.CONDITION_NOT_MET;
  }

  /**
   * Returns the permissions of the roles that are assigned to a principal at a scope or above it.
   */
  public List<RolePermissions> permissions(EntraPrincipal principal, String scope) {
    return of(principal).stream()
        .filter(assignment -> assignment.appliesTo(scope))
        .flatMap(assignment -> role(assignment).stream())
        .flatMap(role -> role.permissions().stream())
        .toList();
  }

  /** Returns whether a role is assigned to a principal at a scope, above it or within it. */
  public boolean hasAny(EntraPrincipal principal, String scope) {
    return of(principal).stream()
        .anyMatch(assignment -> assignment.appliesTo(scope) || assignment.isWithin(scope));
  }

  private List<RoleAssignment> of(EntraPrincipal principal) {
    return assignments.stream()
        .filter(assignment -> principal.includes(assignment.principalId()))
        .toList();
  }

  /** A custom role can be deleted in the files of the store while it is assigned. */
  private Optional<RoleDefinition> role(RoleAssignment assignment) {
    return Optional.ofNullable(definitions.get(assignment.roleId()));
  }
}
