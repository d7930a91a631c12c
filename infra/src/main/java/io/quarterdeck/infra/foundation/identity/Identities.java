package io.quarterdeck.infra.foundation.identity;

import com.pulumi.azurenative.managedidentity.FederatedIdentityCredential;
import com.pulumi.azurenative.managedidentity.FederatedIdentityCredentialArgs;
import com.pulumi.azurenative.managedidentity.UserAssignedIdentity;
import com.pulumi.azurenative.managedidentity.UserAssignedIdentityArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.settings.IdentitySettings;
import java.util.Map;

/**
 * The platform's managed identities: one for the deployment, which loads data and registers jobs,
 * and one for the jobs.
 */
public final class Identities extends ComponentResource {
  /** The audience that Entra requires in a token that is exchanged for an Entra token. */
  private static final String AUDIENCE = "api://AzureADTokenExchange";

  /** Arguments of the component. */
  public record Args(ResourceContext context, IdentitySettings settings) {}

  /** A managed identity: resource id, object id and application id in Entra, and name. */
  public record Identity(
      Output<String> id, Output<String> principalId, Output<String> clientId, Output<String> name) {
    /**
     * Creates an identity.
     *
     * @param role what the identity is for, part of its name
     * @param location the region
     */
    public static Identity create(
        String role, ResourceContext context, String location, Resource parent) {
      return of(identity(role, context, location, parent));
    }

    private static Identity of(UserAssignedIdentity identity) {
      return new Identity(
          identity.id(), identity.principalId(), identity.clientId(), identity.name());
    }
  }

  private final Identity deployment;
  private final Identity job;

  public Identities(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:identity:Identities", name, options);
    UserAssignedIdentity deploying =
        identity("deployment", args.context(), args.context().location(), this);
    deployment = Identity.of(deploying);
    UserAssignedIdentity working = identity("job", args.context(), args.context().location(), this);
    job = Identity.of(working);
    args.settings().federation().ifPresent(federation -> federate(args, deploying, federation));
    registerOutputs(Map.of("deployment", deploying.id(), "job", working.id()));
  }

  /** The identity with which the CI pipeline signs in. */
  public Identity deployment() {
    return deployment;
  }

  /** The identity that Databricks jobs use through the access connector. */
  public Identity job() {
    return job;
  }

  /** Returns the outputs that identify the job. */
  public Declarations declarations() {
    return new Declarations()
        .output(StackOutput.JOB_IDENTITY_ID, job.id())
        .output(StackOutput.JOB_IDENTITY_CLIENT_ID, job.clientId());
  }

  private static UserAssignedIdentity identity(
      String role, ResourceContext context, String location, Resource parent) {
    return new UserAssignedIdentity(
        "identity-" + role,
        UserAssignedIdentityArgs.builder()
            .resourceName(context.names().of("id", role))
            .resourceGroupName(context.resourceGroup())
            .location(location)
            .tags(context.tags())
            .build(),
        CustomResourceOptions.builder().parent(parent).build());
  }

  private void federate(
      Args args, UserAssignedIdentity identity, IdentitySettings.Federation federation) {
    new FederatedIdentityCredential(
        "federation-pipeline",
        FederatedIdentityCredentialArgs.builder()
            .federatedIdentityCredentialResourceName("pipeline")
            .resourceName(identity.name())
            .resourceGroupName(args.context().resourceGroup())
            .issuer(federation.issuer())
            .subject(federation.subject())
            .audiences(AUDIENCE)
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }
}
