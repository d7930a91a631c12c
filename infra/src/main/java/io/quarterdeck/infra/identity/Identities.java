package io.quarterdeck.infra.identity;

import com.pulumi.azurenative.managedidentity.FederatedIdentityCredential;
import com.pulumi.azurenative.managedidentity.FederatedIdentityCredentialArgs;
import com.pulumi.azurenative.managedidentity.UserAssignedIdentity;
import com.pulumi.azurenative.managedidentity.UserAssignedIdentityArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.infra.settings.IdentitySettings;
import io.quarterdeck.infra.site.Site;
import java.util.Map;

/** Who the platform is: the deployment, which loads and registers jobs, and the job itself. */
public final class Identities extends ComponentResource {
  /** The audience that Entra wants in a token that is exchanged for one of its own. */
  private static final String AUDIENCE = "api://AzureADTokenExchange";

  /** What they are made from. */
  public record Args(Site site, IdentitySettings settings) {}

  /** A managed identity: its resource's id, its ids in Entra (object, application), its name. */
  public record Identity(
      Output<String> id, Output<String> principalId, Output<String> clientId, Output<String> name) {
    private static Identity of(UserAssignedIdentity identity) {
      return new Identity(
          identity.id(), identity.principalId(), identity.clientId(), identity.name());
    }
  }

  private final Identity deployment;
  private final Identity job;

  public Identities(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:identity:Identities", name, options);
    UserAssignedIdentity deploying = identity("deployment", args);
    deployment = Identity.of(deploying);
    UserAssignedIdentity working = identity("job", args);
    job = Identity.of(working);
    args.settings().federation().ifPresent(federation -> federate(args, deploying, federation));
    registerOutputs(Map.of("deployment", deploying.id(), "job", working.id()));
  }

  /** Signs in from the pipeline. */
  public Identity deployment() {
    return deployment;
  }

  /** Lent to Databricks jobs by the access connector. */
  public Identity job() {
    return job;
  }

  private UserAssignedIdentity identity(String role, Args args) {
    Site site = args.site();
    return new UserAssignedIdentity(
        "identity-" + role,
        UserAssignedIdentityArgs.builder()
            .resourceName(site.names().of("id", role))
            .resourceGroupName(site.resourceGroup())
            .location(site.location())
            .tags(site.tags())
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }

  private void federate(
      Args args, UserAssignedIdentity identity, IdentitySettings.Federation federation) {
    new FederatedIdentityCredential(
        "federation-pipeline",
        FederatedIdentityCredentialArgs.builder()
            .federatedIdentityCredentialResourceName("pipeline")
            .resourceName(identity.name())
            .resourceGroupName(args.site().resourceGroup())
            .issuer(federation.issuer())
            .subject(federation.subject())
            .audiences(AUDIENCE)
            .build(),
        CustomResourceOptions.builder().parent(this).build());
  }
}
