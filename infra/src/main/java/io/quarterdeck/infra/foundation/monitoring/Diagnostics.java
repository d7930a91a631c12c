package io.quarterdeck.infra.foundation.monitoring;

import com.pulumi.azurenative.monitor.DiagnosticSetting;
import com.pulumi.azurenative.monitor.DiagnosticSettingArgs;
import com.pulumi.azurenative.monitor.inputs.DiagnosticsLogSettingsArgs;
import com.pulumi.azurenative.monitor.inputs.DiagnosticsMetricSettingsArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import io.quarterdeck.infra.foundation.declaration.DiagnosticSource;
import java.util.List;
import java.util.Map;

/** Diagnostic settings, which send the logs and metrics of resources to Log Analytics. */
public final class Diagnostics extends ComponentResource {
  /** Arguments of the component. */
  public record Args(Output<String> workspaceId, List<DiagnosticSource> sources) {}

  public Diagnostics(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:monitoring:Diagnostics", name, options);
    args.sources().forEach(source -> setting(args.workspaceId(), source));
    registerOutputs(Map.of());
  }

  private void setting(Output<String> workspaceId, DiagnosticSource source) {
    DiagnosticSettingArgs.Builder setting =
        DiagnosticSettingArgs.builder()
            .name("to-log-analytics")
            .resourceUri(source.id())
            .workspaceId(workspaceId)
            .logs(
                DiagnosticsLogSettingsArgs.builder()
                    .categoryGroup("allLogs")
                    .enabled(true)
                    .build());
    switch (source.metrics()) {
      case ALL -> setting.metrics(metrics("AllMetrics"));
      case TRANSACTION -> setting.metrics(metrics("Transaction"));
      case NONE -> {
        // The resource type has no metrics.
      }
    }
    new DiagnosticSetting(
        "diagnostics-" + source.name(),
        setting.build(),
        CustomResourceOptions.builder().parent(this).build());
  }

  private static DiagnosticsMetricSettingsArgs metrics(String category) {
    return DiagnosticsMetricSettingsArgs.builder().category(category).enabled(true).build();
  }
}
