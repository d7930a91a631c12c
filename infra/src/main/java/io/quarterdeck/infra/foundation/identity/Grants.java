package io.quarterdeck.infra.foundation.identity;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.settings.IdentitySettings;
import java.util.Map;
import java.util.Optional;

/** Assigns roles, each with the narrowest scope. */
public final class Grants extends ComponentResource {
  /**
   * Arguments of the component: the principals and the scopes.
   *
   * @param databricksPrincipalId the object id of the application AzureDatabricks, which reads the
   *     vault for secret scopes; empty if a person assigns its role
   */
  public record Args(
      ResourceContext context,
      IdentitySettings settings,
      Identities identities,
      Optional<String> databricksPrincipalId,
      Output<String> lakeId,
      Output<String> vaultId) {}

  public Grants(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:identity:Grants", name, options);
    ResourceContext context = args.context();
    RoleGrants roles = new RoleGrants(context, this);
    Principal deployment = Principal.service(args.identities().deployment().principalId());
    Principal job = Principal.service(args.identities().job());
    roles.grant("deployment-reads-group", deployment, Role.READER, context.resourceGroupId());
    roles.grant("deployment-writes-lake", deployment, Role.BLOB_DATA_CONTRIBUTOR, args.lakeId());
    // Its first bootstrap stores the password of the job, and rotate-password replaces it.
    roles.grant("deployment-keeps-secrets", deployment, Role.VAULT_SECRETS_OFFICER, args.vaultId());
    // Databricks reads the secrets of the job with its own application.
    roles.grant("job-writes-lake", job, Role.BLOB_DATA_CONTRIBUTOR, args.lakeId());
    args.databricksPrincipalId()
        .map(id -> Principal.service(Output.of(id)))
        .ifPresent(
            databricks ->
                roles.grant(
                    "databricks-reads-secrets",
                    databricks,
                    Role.VAULT_SECRETS_USER,
                    args.vaultId()));
    args.settings()
        .operators()
        .map(Principal::group)
        .ifPresent(
            operators -> {
              roles.grant(
                  "operators-read-group", operators, Role.READER, context.resourceGroupId());
              roles.grant(
                  "operators-write-lake", operators, Role.BLOB_DATA_CONTRIBUTOR, args.lakeId());
              roles.grant(
                  "operators-keep-secrets", operators, Role.VAULT_SECRETS_OFFICER, args.vaultId());
            });
    registerOutputs(Map.of());
  }
}
