package io.quarterdeck.infra.streaming;

import com.pulumi.azurenative.applicationinsights.Component;
import com.pulumi.azurenative.applicationinsights.ComponentArgs;
import com.pulumi.azurenative.applicationinsights.enums.ApplicationType;
import com.pulumi.azurenative.applicationinsights.enums.IngestionMode;
import com.pulumi.azurenative.applicationinsights.enums.PublicNetworkAccessType;
import com.pulumi.azurenative.monitor.enums.AggregationTypeEnum;
import com.pulumi.azurenative.monitor.enums.Operator;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.declaration.DiagnosticSource;
import io.quarterdeck.infra.foundation.declaration.MetricRule;
import io.quarterdeck.infra.foundation.declaration.ResourceAlerts;
import java.util.List;
import java.util.Map;

/**
 * Application Insights of the function app. It stores its data in the Log Analytics workspace. The
 * app signs in with its identity, and keys are off (Microsoft Learn, "Microsoft Entra
 * authentication for Application Insights").
 */
public final class FunctionMonitoring extends ComponentResource {
  /** Arguments of the component; {@code workspaceId} is the id of the Log Analytics workspace. */
  record Args(ResourceContext context, Output<String> workspaceId) {}

  /**
   * Outputs of the component.
   *
   * @param connectionString names the resource; without keys, it gives no right
   */
  record Outputs(Output<String> id, Output<String> connectionString) {}

  private final Outputs outputs;

  FunctionMonitoring(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:streaming:FunctionMonitoring", name, options);
    ResourceContext context = args.context();
    Component component =
        new Component(
            name,
            ComponentArgs.builder()
                .resourceName(context.names().of("appi", "function"))
                .resourceGroupName(context.resourceGroup())
                .location(context.location())
                .kind("web")
                .applicationType(ApplicationType.Web)
                .workspaceResourceId(args.workspaceId())
                .ingestionMode(IngestionMode.LogAnalytics)
                .disableLocalAuth(true)
                .publicNetworkAccessForIngestion(PublicNetworkAccessType.Enabled)
                .publicNetworkAccessForQuery(PublicNetworkAccessType.Enabled)
                .tags(context.tags())
                .build(),
            CustomResourceOptions.builder().parent(this).build());
    outputs = new Outputs(component.id(), component.connectionString());
    registerOutputs(Map.of("id", component.id()));
  }

  Outputs outputs() {
    return outputs;
  }

  /**
   * Returns the diagnostics and the alert. The host of Azure Functions records each run of a
   * function as a request (Microsoft Learn, "Monitor executions in Azure Functions"). The metrics
   * of the app itself count only HTTP requests. Source of the metric: Microsoft Learn, "Supported
   * metrics for microsoft.insights/components".
   */
  Declarations declarations() {
    return new Declarations()
        .diagnostics(DiagnosticSource.logsAndMetrics("function-monitoring", outputs.id()))
        .alerts(
            new ResourceAlerts(
                "function",
                "Microsoft.Insights/components",
                outputs.id(),
                List.of(
                    new MetricRule(
                        "failed",
                        "A run of the function that sends orders failed.",
                        2,
                        "requests/failed",
                        AggregationTypeEnum.Count,
                        Operator.GreaterThan,
                        0))));
  }
}
