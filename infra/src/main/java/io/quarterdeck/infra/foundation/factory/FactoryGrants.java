package io.quarterdeck.infra.foundation.factory;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.identity.Identities;
import io.quarterdeck.infra.foundation.identity.Principal;
import io.quarterdeck.infra.foundation.identity.Role;
import io.quarterdeck.infra.foundation.identity.RoleGrants;
import io.quarterdeck.infra.settings.IdentitySettings;
import java.util.Map;
import java.util.Optional;

/**
 * The roles of a data factory, and the roles on it. If its pipelines start jobs of Databricks, they
 * need a right in the workspace, which {@code register} grants (docs/databricks.md).
 */
public final class FactoryGrants extends ComponentResource {
  /**
   * Arguments of the component.
   *
   * @param names the names of the factory
   * @param landingId the container to which the factory copies
   * @param passwordId the secret with the password for the source database, if there is one
   */
  record Args(
      FactoryNames names,
      ResourceContext context,
      IdentitySettings settings,
      Identities identities,
      DataFactory.Outputs factory,
      Output<String> landingId,
      Optional<Output<String>> passwordId) {}

  FactoryGrants(String name, Args args, ComponentResourceOptions options) {
    super(args.names().component("FactoryGrants"), name, options);
    String prefix = args.names().prefix();
    RoleGrants roles = new RoleGrants(args.context(), this);
    Principal factory = Principal.service(args.factory().principalId());
    roles.grant(
        prefix + "factory-writes-landing", factory, Role.BLOB_DATA_CONTRIBUTOR, args.landingId());
    args.passwordId()
        .ifPresent(
            secret ->
                roles.grant(
                    prefix + "factory-reads-password", factory, Role.VAULT_SECRETS_USER, secret));
    roles.grant(
        "deployment-publishes-" + prefix + "pipelines",
        Principal.service(args.identities().deployment().principalId()),
        Role.DATA_FACTORY_CONTRIBUTOR,
        args.factory().id());
    args.settings()
        .operators()
        .map(Principal::group)
        .ifPresent(
            operators ->
                roles.grant(
                    "operators-run-" + prefix + "pipelines",
                    operators,
                    Role.DATA_FACTORY_CONTRIBUTOR,
                    args.factory().id()));
    registerOutputs(Map.of());
  }
}
