package io.quarterdeck.local.authorization;

import java.util.List;

/**
 * The permissions of a role, as "Permissions - List" of Azure's REST API returns them. The excluded
 * actions of a role do not restrict other roles.
 *
 * @param actions the actions of the control plane
 * @param notActions the actions that are excluded from them
 * @param dataActions the actions of the data plane
 * @param notDataActions the actions that are excluded from them
 */
public record RolePermissions(
    List<String> actions,
    List<String> notActions,
    List<String> dataActions,
    List<String> notDataActions) {
  public RolePermissions {
    actions = List.copyOf(actions);
    notActions = List.copyOf(notActions);
    dataActions = List.copyOf(dataActions);
    notDataActions = List.copyOf(notDataActions);
  }

  boolean allows(AccessRequest request) {
    return switch (request.kind()) {
      case ACTION -> matches(actions, request) && !matches(notActions, request);
      case DATA_ACTION -> matches(dataActions, request) && !matches(notDataActions, request);
    };
  }

  private static boolean matches(List<String> patterns, AccessRequest request) {
    return patterns.stream()
        .anyMatch(pattern -> ActionPattern.of(pattern).matches(request.action()));
  }
}
