package io.quarterdeck.infra.foundation.identity;

import com.pulumi.azurenative.authorization.RoleAssignment;
import com.pulumi.azurenative.authorization.RoleAssignmentArgs;
import com.pulumi.azurenative.authorization.enums.PrincipalType;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.settings.IdentitySettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** Assigns roles, each with the narrowest scope. */
public final class Grants extends ComponentResource {
  /** Arguments of the component: the principals and the scopes. */
  public record Args(
      ResourceContext context,
      IdentitySettings settings,
      Identities identities,
      Output<String> lakeId,
      Output<String> vaultId) {}

  private final ResourceContext context;

  public Grants(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:identity:Grants", name, options);
    context = args.context();
    Principal deployment = service(args.identities().deployment());
    Principal job = service(args.identities().job());
    grant("deployment-reads-group", deployment, Role.READER, context.resourceGroupId());
    grant("deployment-writes-lake", deployment, Role.BLOB_DATA_CONTRIBUTOR, args.lakeId());
    grant("deployment-reads-secrets", deployment, Role.VAULT_SECRETS_USER, args.vaultId());
    grant("job-writes-lake", job, Role.BLOB_DATA_CONTRIBUTOR, args.lakeId());
    grant("job-reads-secrets", job, Role.VAULT_SECRETS_USER, args.vaultId());
    args.settings()
        .operators()
        .map(group -> new Principal(Output.of(group.objectId()), PrincipalType.Group))
        .ifPresent(
            operators -> {
              grant("operators-read-group", operators, Role.READER, context.resourceGroupId());
              grant("operators-write-lake", operators, Role.BLOB_DATA_CONTRIBUTOR, args.lakeId());
              grant(
                  "operators-keep-secrets", operators, Role.VAULT_SECRETS_OFFICER, args.vaultId());
            });
    registerOutputs(Map.of());
  }

  private record Principal(Output<String> id, PrincipalType type) {}

  private static Principal service(Identities.Identity identity) {
    return new Principal(identity.principalId(), PrincipalType.ServicePrincipal);
  }

  private void grant(String name, Principal principal, Role role, Output<String> scope) {
    new RoleAssignment(
        name,
        RoleAssignmentArgs.builder()
            .roleAssignmentName(assignmentName(name))
            .scope(scope)
            .roleDefinitionId(role.definitionId(context.signedIn().subscriptionId()))
            .principalId(principal.id())
            .principalType(principal.type())
            .build(),
        // The new assignment has the same name, so Pulumi must delete the old one first.
        CustomResourceOptions.builder().parent(this).deleteBeforeReplace(true).build());
  }

  /**
   * Returns a UUID that is the same on every run: a random one would create a second assignment.
   */
  private String assignmentName(String name) {
    String seed = context.names().of("role", name) + "/" + context.signedIn().subscriptionId();
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
