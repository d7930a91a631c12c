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
import java.util.Optional;

/**
 * The platform's managed identities: one that loads data and registers jobs, unless the settings
 * name an existing one, and one for the jobs.
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

  /**
   * The identity that loads data and registers jobs.
   *
   * @param principalId its object id in Entra
   * @param name its name, which is the name of its role in PostgreSQL
   * @param clientId its application id; empty if the settings name an identity without it
   */
  public record Loader(
      Output<String> principalId, Output<String> name, Optional<Output<String>> clientId) {}

  private final Loader deployment;
  private final Identity job;

  public Identities(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:identity:Identities", name, options);
    deployment =
        args.settings()
            .loader()
            .map(
                given ->
                    new Loader(
                        Output.of(given.objectId()),
                        Output.of(given.name()),
                        given.clientId().map(Output::of)))
            .orElseGet(() -> create(args));
    job = Identity.create("job", args.context(), args.context().location(), this);
    registerOutputs(Map.of("job", job.id()));
  }

  private Loader create(Args args) {
    UserAssignedIdentity identity =
        identity("deployment", args.context(), args.context().location(), this);
    args.settings().federation().ifPresent(federation -> federate(args, identity, federation));
    return new Loader(identity.principalId(), identity.name(), Optional.of(identity.clientId()));
  }

  /** The identity with which the pipeline loads data. */
  public Loader deployment() {
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
