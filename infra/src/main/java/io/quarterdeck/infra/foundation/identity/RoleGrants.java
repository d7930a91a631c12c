package io.quarterdeck.infra.foundation.identity;

import com.pulumi.azurenative.authorization.RoleAssignment;
import com.pulumi.azurenative.authorization.RoleAssignmentArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Assigns roles to principals.
 *
 * @param parent the component that needs the assignments
 */
public record RoleGrants(ResourceContext context, Resource parent) {
  /**
   * Assigns a role.
   *
   * @param name the logical name, unique within the platform
   * @param scope the id of the resource to which the role applies
   */
  public RoleAssignment grant(String name, Principal principal, Role role, Output<String> scope) {
    return new RoleAssignment(
        name,
        RoleAssignmentArgs.builder()
            .roleAssignmentName(assignmentName(name))
            .scope(scope)
            .roleDefinitionId(role.definitionId(context.signedIn().subscriptionId()))
            .principalId(principal.id())
            .principalType(principal.type())
            .build(),
        // The new assignment has the same name, so Pulumi must delete the old one first.
        CustomResourceOptions.builder().parent(parent).deleteBeforeReplace(true).build());
  }

  /**
   * Returns a UUID that is the same on every run: a random one would create a second assignment.
   */
  private String assignmentName(String name) {
    String seed = context.names().of("role", name) + "/" + context.signedIn().subscriptionId();
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
