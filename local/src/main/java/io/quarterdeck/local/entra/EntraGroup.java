package io.quarterdeck.local.entra;

import java.util.List;

/**
 * A security group of the tenant.
 *
 * @param objectId the object id, a UUID
 * @param name the display name
 * @param members the object ids of its direct members
 */
public record EntraGroup(String objectId, String name, List<String> members) {
  public EntraGroup {
    members = List.copyOf(members);
  }
}
