package io.quarterdeck.local.authorization;

import java.util.List;

/**
 * A role.
 *
 * @param id the name of the role definition, a UUID in lower case
 * @param name the display name
 * @param description the description
 * @param kind whether Azure or a user defined it
 * @param assignableScopes the scopes at which the role can be assigned
 * @param permissions the permissions
 */
public record RoleDefinition(
    String id,
    String name,
    String description,
    Kind kind,
    List<String> assignableScopes,
    List<RolePermissions> permissions) {
  /** Who defined a role, with the values of {@code type} in a role definition. */
  public enum Kind {
    BUILT_IN("BuiltInRole"),
    CUSTOM("CustomRole");

    private final String azureName;

    Kind(String azureName) {
      this.azureName = azureName;
    }

    /** Returns the value in the JSON of Azure. */
    public String azureName() {
      return azureName;
    }
  }

  public RoleDefinition {
    assignableScopes = List.copyOf(assignableScopes);
    permissions = List.copyOf(permissions);
  }

  boolean allows(AccessRequest request) {
    return permissions.stream().anyMatch(each -> each.allows(request));
  }
}
