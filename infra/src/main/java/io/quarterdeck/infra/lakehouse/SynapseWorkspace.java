package io.quarterdeck.infra.lakehouse;

import com.pulumi.azurenative.synapse.Key;
import com.pulumi.azurenative.synapse.KeyArgs;
import com.pulumi.azurenative.synapse.Workspace;
import com.pulumi.azurenative.synapse.WorkspaceArgs;
import com.pulumi.azurenative.synapse.enums.ResourceIdentityType;
import com.pulumi.azurenative.synapse.enums.WorkspacePublicNetworkAccess;
import com.pulumi.azurenative.synapse.inputs.CustomerManagedKeyDetailsArgs;
import com.pulumi.azurenative.synapse.inputs.DataLakeStorageAccountDetailsArgs;
import com.pulumi.azurenative.synapse.inputs.EncryptionDetailsArgs;
import com.pulumi.azurenative.synapse.inputs.ManagedIdentityArgs;
import com.pulumi.azurenative.synapse.inputs.ManagedVirtualNetworkSettingsArgs;
import com.pulumi.azurenative.synapse.inputs.WorkspaceKeyDetailsArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.declaration.CreationInputs;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.declaration.DiagnosticSource;
import io.quarterdeck.infra.foundation.encryption.OwnKey;
import io.quarterdeck.infra.foundation.identity.Principal;
import io.quarterdeck.infra.foundation.identity.Role;
import io.quarterdeck.infra.foundation.identity.RoleGrants;
import io.quarterdeck.infra.foundation.naming.ResourceNames;
import io.quarterdeck.infra.foundation.storage.Lake;
import io.quarterdeck.infra.settings.Settings;
import java.util.Map;
import java.util.Optional;

/**
 * The Synapse workspace, of which only the serverless SQL pool is used. It reads the tables of the
 * lake with its own identity, and stores nothing that {@code register} cannot publish again. It has
 * no SQL login with a password: all users sign in with Entra.
 */
public final class SynapseWorkspace extends ComponentResource {
  /**
   * The size of the customer-managed key, in bits. Azure accepts 2,048 and 3,072. Source: Microsoft
   * Learn, "Encryption for Azure Synapse Analytics workspaces".
   */
  static final int KEY_BITS = 3072;

  /** The name by which the workspace refers to its key. */
  private static final String KEY = "default";

  /** The only name of a managed network that Azure accepts. */
  private static final String NETWORK = "default";

  /**
   * Arguments of the component.
   *
   * @param lake the account with the tables
   * @param container the name of the container with the tables
   * @param containerId the id of the container
   * @param key the customer-managed key, if there is one
   */
  record Args(
      ResourceContext context,
      Settings settings,
      Lake.Outputs lake,
      String container,
      Output<String> containerId,
      Optional<OwnKey> key) {}

  /**
   * Outputs of the component.
   *
   * @param principalId the object id of the workspace's identity
   * @param sqlEndpoint the host name of the serverless SQL pool
   * @param ready the resource after which the workspace is usable
   */
  record Outputs(
      Output<String> id,
      Output<String> name,
      Output<String> principalId,
      Output<String> sqlEndpoint,
      Resource ready) {}

  private final Outputs outputs;

  SynapseWorkspace(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:lakehouse:SynapseWorkspace", name, options);
    Workspace workspace = workspace(name, args);
    Output<String> principalId =
        workspace.identity().applyValue(identity -> identity.orElseThrow().principalId());
    Resource ready =
        args.key()
            .<Resource>map(key -> activate(args, workspace, principalId, key))
            .orElse(workspace);
    outputs =
        new Outputs(
            workspace.id(),
            workspace.name(),
            principalId,
            workspace.connectivityEndpoints().applyValue(hosts -> hosts.get("sqlOnDemand")),
            ready);
    registerOutputs(Map.of("id", workspace.id()));
  }

  /** Returns the name of the workspace. */
  static String name(ResourceNames names) {
    return names.of("syn");
  }

  Outputs outputs() {
    return outputs;
  }

  /** Returns the outputs, the diagnostics and the alerts of the component. */
  Declarations declarations() {
    return new Declarations()
        .output(StackOutput.SYNAPSE_WORKSPACE_ID, outputs.id())
        .output(StackOutput.SYNAPSE_SQL_ENDPOINT, outputs.sqlEndpoint())
        .diagnostics(DiagnosticSource.logsAndMetrics("synapse", outputs.id()))
        .alerts(SynapseAlerts.of(outputs.id()));
  }

  /**
   * Azure sets the network, its protection and the key only when it creates a workspace. Without
   * the option, the provider would send a change of the key as an update, which fails. Source:
   * Microsoft Learn, "Data exfiltration protection for Azure Synapse Analytics workspaces" and
   * "Configure encryption at rest for Azure Synapse Analytics".
   */
  private Workspace workspace(String name, Args args) {
    ResourceContext context = args.context();
    WorkspaceArgs.Builder inputs =
        WorkspaceArgs.builder()
            .workspaceName(name(context.names()))
            .resourceGroupName(context.resourceGroup())
            .location(context.location())
            .managedResourceGroupName(context.names().of("rg", "synapse"))
            .azureADOnlyAuthentication(true)
            .defaultDataLakeStorage(storage(args))
            .managedVirtualNetwork(NETWORK)
            .managedVirtualNetworkSettings(protection(context))
            .publicNetworkAccess(
                args.settings().access().isPublic()
                    ? WorkspacePublicNetworkAccess.Enabled
                    : WorkspacePublicNetworkAccess.Disabled)
            .trustedServiceBypassEnabled(false)
            .identity(
                ManagedIdentityArgs.builder().type(ResourceIdentityType.SystemAssigned).build())
            .tags(context.tags());
    args.key().ifPresent(key -> inputs.encryption(encryption(key)));
    return new Workspace(
        name,
        inputs.build(),
        CustomResourceOptions.merge(
            CustomResourceOptions.builder().parent(this).build(),
            CreationInputs.replacedBy("encryption"),
            null));
  }

  /**
   * Azure requires an account. It also creates the managed private endpoint to it, which the SQL
   * pool does not use, because the pool is outside the managed network. Source: Microsoft Learn,
   * "Azure Synapse Analytics Managed Virtual Network".
   */
  private static DataLakeStorageAccountDetailsArgs storage(Args args) {
    return DataLakeStorageAccountDetailsArgs.builder()
        .accountUrl(args.lake().dfsEndpoint().applyValue(url -> url.replaceAll("/$", "")))
        // The id contains the name, and makes the workspace wait for the container.
        .filesystem(args.containerId().applyValue(id -> args.container()))
        .resourceId(args.lake().id())
        .createManagedPrivateEndpoint(true)
        .build();
  }

  /** Data leaves the managed network only through managed private endpoints of this tenant. */
  private static ManagedVirtualNetworkSettingsArgs protection(ResourceContext context) {
    return ManagedVirtualNetworkSettingsArgs.builder()
        .preventDataExfiltration(true)
        .allowedAadTenantIdsForLinking(context.signedIn().tenantId())
        .build();
  }

  /**
   * The workspace uses the key with its own identity: a user-assigned identity cannot use a key in
   * a vault with a firewall. Source: Microsoft Learn, "Encryption for Azure Synapse Analytics
   * workspaces".
   */
  private static EncryptionDetailsArgs encryption(OwnKey key) {
    return EncryptionDetailsArgs.builder()
        .cmk(
            CustomerManagedKeyDetailsArgs.builder()
                .key(WorkspaceKeyDetailsArgs.builder().name(KEY).keyVaultUrl(key.uri()).build())
                .build())
        .build();
  }

  /**
   * The workspace is not usable until its identity has the right to the key and the key is made the
   * active one. Azure refuses to delete an active key, so Pulumi does not try.
   */
  private Key activate(Args args, Workspace workspace, Output<String> principalId, OwnKey key) {
    Resource granted =
        new RoleGrants(args.context(), this)
            .grant(
                "synapse-uses-key",
                Principal.service(principalId),
                Role.VAULT_CRYPTO_SERVICE_USER,
                key.id());
    return new Key(
        "synapse-active-key",
        KeyArgs.builder()
            .keyName(KEY)
            .workspaceName(workspace.name())
            .resourceGroupName(args.context().resourceGroup())
            .keyVaultUrl(key.uri())
            .isActiveCMK(true)
            .build(),
        CustomResourceOptions.builder()
            .parent(this)
            .dependsOn(granted)
            .retainOnDelete(true)
            .build());
  }
}
