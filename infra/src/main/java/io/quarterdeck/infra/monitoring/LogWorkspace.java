package io.quarterdeck.infra.monitoring;

import com.pulumi.azurenative.operationalinsights.Workspace;
import com.pulumi.azurenative.operationalinsights.WorkspaceArgs;
import com.pulumi.azurenative.operationalinsights.enums.PublicNetworkAccessType;
import com.pulumi.azurenative.operationalinsights.enums.WorkspaceSkuNameEnum;
import com.pulumi.azurenative.operationalinsights.inputs.WorkspaceFeaturesArgs;
import com.pulumi.azurenative.operationalinsights.inputs.WorkspaceSkuArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.infra.settings.MonitoringSettings;
import io.quarterdeck.infra.site.Site;
import java.util.Map;

/** The Log Analytics workspace that every log goes to. */
public final class LogWorkspace extends ComponentResource {
  /** What it is made from. */
  public record Args(Site site, MonitoringSettings settings) {}

  /** What others need of it; {@code customerId} is the id that flow logs know it by. */
  public record Outputs(Output<String> id, Output<String> customerId) {}

  private final Outputs outputs;

  public LogWorkspace(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:monitoring:LogWorkspace", name, options);
    Site site = args.site();
    Workspace workspace =
        new Workspace(
            name,
            WorkspaceArgs.builder()
                .workspaceName(site.names().of("log"))
                .resourceGroupName(site.resourceGroup())
                .location(site.location())
                .sku(WorkspaceSkuArgs.builder().name(WorkspaceSkuNameEnum.PerGB2018).build())
                .retentionInDays(args.settings().logDays())
                .features(
                    WorkspaceFeaturesArgs.builder()
                        // Who reads a resource reads its logs, and nobody else's.
                        .enableLogAccessUsingOnlyResourcePermissions(true)
                        .disableLocalAuth(true)
                        .build())
                .publicNetworkAccessForIngestion(PublicNetworkAccessType.Enabled)
                .publicNetworkAccessForQuery(PublicNetworkAccessType.Enabled)
                .tags(site.tags())
                .build(),
            CustomResourceOptions.builder().parent(this).build());
    outputs = new Outputs(workspace.id(), workspace.customerId());
    registerOutputs(Map.of("id", workspace.id()));
  }

  public Outputs outputs() {
    return outputs;
  }
}
