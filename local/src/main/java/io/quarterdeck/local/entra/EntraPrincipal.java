package io.quarterdeck.local.entra;

import java.util.Optional;
import java.util.Set;

/**
 * A principal that can sign in to the tenant.
 *
 * @param objectId the object id, a UUID; role assignments name it as {@code principalId}
 * @param clientId the application id of a service principal, a UUID; empty for a user
 * @param name the user principal name of a user, or the display name of a service principal
 * @param kind whether the principal is a person or a program
 * @param groups the object ids of all groups that contain the principal, directly or through other
 *     groups
 */
public record EntraPrincipal(
    String objectId, Optional<String> clientId, String name, Kind kind, Set<String> groups) {
  /** The kinds of principals, with the names that role assignments use. */
  public enum Kind {
    USER("User"),
    /** An application or a managed identity. */
    SERVICE_PRINCIPAL("ServicePrincipal");

    private final String azureName;

    Kind(String azureName) {
      this.azureName = azureName;
    }

    /** Returns the value of {@code principalType} in a role assignment. */
    public String azureName() {
      return azureName;
    }
  }

  public EntraPrincipal {
    groups = Set.copyOf(groups);
  }

  /** Returns whether the object id is that of this principal or of one of its groups. */
  public boolean includes(String id) {
    return objectId.equalsIgnoreCase(id) || groups.stream().anyMatch(id::equalsIgnoreCase);
  }
}
