package io.quarterdeck.infra.foundation.databricks;

import com.pulumi.azurenative.databricks.Workspace;
import com.pulumi.azurenative.databricks.WorkspaceArgs;
import com.pulumi.azurenative.databricks.enums.ComputeMode;
import com.pulumi.azurenative.databricks.enums.PublicNetworkAccess;
import com.pulumi.azurenative.databricks.enums.RequiredNsgRules;
import com.pulumi.azurenative.databricks.inputs.SkuArgs;
import com.pulumi.azurenative.databricks.inputs.WorkspaceCustomBooleanParameterArgs;
import com.pulumi.azurenative.databricks.inputs.WorkspaceCustomParametersArgs;
import com.pulumi.azurenative.databricks.inputs.WorkspaceCustomStringParameterArgs;
import com.pulumi.azurenative.databricks.inputs.WorkspaceNoPublicIPBooleanParameterArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.contract.StatefulResource;
import io.quarterdeck.infra.foundation.context.DataProtection;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.declaration.CreationInputs;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.declaration.DiagnosticSource;
import io.quarterdeck.infra.foundation.encryption.CustomerKey;
import io.quarterdeck.infra.foundation.identity.RoleGrants;
import io.quarterdeck.infra.foundation.network.Endpoint;
import io.quarterdeck.infra.foundation.network.Network;
import io.quarterdeck.infra.foundation.network.PrivateLink;
import io.quarterdeck.infra.foundation.network.PrivateZone;
import io.quarterdeck.infra.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Databricks workspace, injected into the virtual network. */
public final class DatabricksWorkspace extends ComponentResource {
  /**
   * Arguments of the component.
   *
   * @param key the customer-managed key, if there is one
   * @param after the resources that must exist before the private endpoints
   */
  public record Args(
      ResourceContext context,
      Settings settings,
      Network.Outputs network,
      Optional<CustomerKey> key,
      List<Resource> after,
      DataProtection protection) {}

  /**
   * Outputs of the component.
   *
   * @param url starts with https
   * @param ready the resource after which the subnet of the private endpoints can change again
   */
  public record Outputs(
      Output<String> id, Output<String> workspaceId, Output<String> url, Resource ready) {}

  private final Outputs outputs;

  public DatabricksWorkspace(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:databricks:DatabricksWorkspace", name, options);
    Workspace workspace = workspace(name, args);
    args.protection().lock(StatefulResource.WORKSPACE, name, workspace, this);
    args.key()
        .ifPresent(
            key -> WorkspaceEncryption.grant(workspace, key, new RoleGrants(args.context(), this)));
    Resource ready = args.settings().access().isPublic() ? workspace : privateLink(args, workspace);
    outputs =
        new Outputs(
            workspace.id(),
            workspace.workspaceId(),
            workspace.workspaceUrl().applyValue(DatabricksWorkspace::url),
            ready);
    registerOutputs(Map.of("id", workspace.id()));
  }

  public Outputs outputs() {
    return outputs;
  }

  /** Returns the outputs and the diagnostics of the component. */
  public Declarations declarations() {
    return new Declarations()
        .output(StackOutput.DATABRICKS_URL, outputs.url())
        .output(StackOutput.DATABRICKS_WORKSPACE_ID, outputs.workspaceId())
        .diagnostics(DiagnosticSource.logs("databricks", outputs.id()));
  }

  /**
   * Azure returns a host name. The local stack returns a complete URL, because it serves this
   * endpoint without TLS.
   */
  private static String url(String workspaceUrl) {
    return workspaceUrl.contains("://") ? workspaceUrl : "https://" + workspaceUrl;
  }

  private Workspace workspace(String name, Args args) {
    ResourceContext context = args.context();
    boolean open = args.settings().access().isPublic();
    var inputs =
        WorkspaceArgs.builder()
            .workspaceName(context.names().of("dbw"))
            .resourceGroupName(context.resourceGroup())
            .location(context.location())
            .managedResourceGroupId(
                "/subscriptions/%s/resourceGroups/%s"
                    .formatted(
                        context.signedIn().subscriptionId(),
                        context.names().of("rg", "databricks")))
            .sku(SkuArgs.builder().name("premium").build())
            // Required since API version 2026-01-01. Hybrid workspaces also run serverless compute.
            .computeMode(ComputeMode.Hybrid)
            .publicNetworkAccess(open ? PublicNetworkAccess.Enabled : PublicNetworkAccess.Disabled)
            .requiredNsgRules(
                open ? RequiredNsgRules.AllRules : RequiredNsgRules.NoAzureDatabricksRules)
            .parameters(parameters(args))
            .tags(context.tags());
    List<Resource> after = new ArrayList<>(args.network().subnets());
    args.key()
        .ifPresent(
            key -> {
              inputs.encryption(WorkspaceEncryption.ofServicesAndDisks(key));
              after.add(key.granted());
            });
    return new Workspace(name, inputs.build(), options(args, after));
  }

  /** Azure sets these properties only when it creates a workspace. */
  private CustomResourceOptions options(Args args, List<Resource> after) {
    return CustomResourceOptions.merge(
        args.protection().options(StatefulResource.WORKSPACE, this, after),
        CreationInputs.replacedBy(
            "managedResourceGroupId", "parameters.requireInfrastructureEncryption"),
        null);
  }

  private static WorkspaceCustomParametersArgs parameters(Args args) {
    var parameters =
        WorkspaceCustomParametersArgs.builder()
            .customVirtualNetworkId(text(args.network().id()))
            .customPublicSubnetName(text(Output.of("snet-databricks-public")))
            .customPrivateSubnetName(text(Output.of("snet-databricks-private")))
            .enableNoPublicIp(WorkspaceNoPublicIPBooleanParameterArgs.builder().value(true).build())
            .requireInfrastructureEncryption(flag(args.settings().infrastructureEncryption()));
    args.key()
        .ifPresent(
            key -> {
              parameters.prepareEncryption(flag(true));
              switch (args.settings().encryption().rootKey()) {
                case prepare -> {
                  // The storage account has no right to the key yet.
                }
                case use -> parameters.encryption(WorkspaceEncryption.ofRoot(key));
              }
            });
    return parameters.build();
  }

  private static WorkspaceCustomStringParameterArgs text(Output<String> value) {
    return WorkspaceCustomStringParameterArgs.builder().value(value).build();
  }

  private static WorkspaceCustomBooleanParameterArgs flag(Boolean value) {
    return WorkspaceCustomBooleanParameterArgs.builder().value(value).build();
  }

  /** Private endpoints for the workspace's pages and API, and for the redirect after sign-in. */
  private Resource privateLink(Args args, Workspace workspace) {
    PrivateLink link = new PrivateLink(args.context(), args.network(), this);
    PrivateZone zone = link.zone("databricks", "privatelink.azuredatabricks.net");
    Endpoint api =
        link.endpoint(
            "databricks-endpoint", workspace.id(), "databricks_ui_api", zone, args.after());
    return link.endpoint(
            "databricks-sign-in-endpoint",
            workspace.id(),
            "browser_authentication",
            zone,
            List.of(api.ready()))
        .ready();
  }
}
