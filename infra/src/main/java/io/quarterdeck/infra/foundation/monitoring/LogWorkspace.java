package io.quarterdeck.infra.foundation.monitoring;

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
import io.quarterdeck.contract.StackOutput;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.declaration.DiagnosticSource;
import io.quarterdeck.infra.settings.MonitoringSettings;
import java.util.Map;

/** The Log Analytics workspace that receives all logs. */
public final class LogWorkspace extends ComponentResource {
  /** Arguments of the component. */
  public record Args(ResourceContext context, MonitoringSettings settings) {}

  /** Outputs of the component; {@code customerId} is the workspace id that flow logs use. */
  public record Outputs(Output<String> id, Output<String> customerId) {}

  private final Outputs outputs;

  public LogWorkspace(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:monitoring:LogWorkspace", name, options);
    ResourceContext context = args.context();
    Workspace workspace =
        new Workspace(
            name,
            WorkspaceArgs.builder()
                .workspaceName(context.names().of("log"))
                .resourceGroupName(context.resourceGroup())
                .location(context.location())
                .sku(WorkspaceSkuArgs.builder().name(WorkspaceSkuNameEnum.PerGB2018).build())
                .retentionInDays(args.settings().logDays())
                .features(
                    WorkspaceFeaturesArgs.builder()
                        // Users who may read a resource may read the logs of that resource only.
                        .enableLogAccessUsingOnlyResourcePermissions(true)
                        .disableLocalAuth(true)
                        .build())
                .publicNetworkAccessForIngestion(PublicNetworkAccessType.Enabled)
                .publicNetworkAccessForQuery(PublicNetworkAccessType.Enabled)
                .tags(context.tags())
                .build(),
            CustomResourceOptions.builder().parent(this).build());
    outputs = new Outputs(workspace.id(), workspace.customerId());
    registerOutputs(Map.of("id", workspace.id()));
  }

  public Outputs outputs() {
    return outputs;
  }

  /** Returns the output and the diagnostics of the component. */
  public Declarations declarations() {
    return new Declarations()
        .output(StackOutput.LOG_ANALYTICS_WORKSPACE_ID, outputs.id())
        .diagnostics(DiagnosticSource.logsAndMetrics("logs", outputs.id()));
  }
}
