package io.quarterdeck.infra.foundation.monitoring;

import com.pulumi.azurenative.insights.DiagnosticSetting;
import com.pulumi.azurenative.insights.DiagnosticSettingArgs;
import com.pulumi.azurenative.insights.inputs.LogSettingsArgs;
import com.pulumi.azurenative.insights.inputs.MetricSettingsArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Diagnostic settings, which send the logs and metrics of resources to Log Analytics. */
public final class Diagnostics extends ComponentResource {
  /**
   * A resource that sends logs to Log Analytics.
   *
   * @param logGroup the group of log categories, {@code allLogs} or {@code audit}
   * @param metrics the metric category, {@code AllMetrics} for most resources
   */
  public record Source(
      String name, Output<String> id, Optional<String> logGroup, Optional<String> metrics) {
    public static Source logsAndMetrics(String name, Output<String> id) {
      return new Source(name, id, Optional.of("allLogs"), Optional.of("AllMetrics"));
    }

    public static Source logs(String name, Output<String> id) {
      return new Source(name, id, Optional.of("allLogs"), Optional.empty());
    }

    /** A storage service, whose only metric category is {@code Transaction}. */
    public static Source storage(String name, Output<String> id) {
      return new Source(name, id, Optional.of("allLogs"), Optional.of("Transaction"));
    }
  }

  /** Arguments of the component. */
  public record Args(Output<String> workspaceId, List<Source> sources) {}

  public Diagnostics(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:monitoring:Diagnostics", name, options);
    args.sources().forEach(source -> setting(args.workspaceId(), source));
    registerOutputs(Map.of());
  }

  private void setting(Output<String> workspaceId, Source source) {
    DiagnosticSettingArgs.Builder setting =
        DiagnosticSettingArgs.builder()
            .name("to-log-analytics")
            .resourceUri(source.id())
            .workspaceId(workspaceId);
    source
        .logGroup()
        .ifPresent(
            group ->
                setting.logs(LogSettingsArgs.builder().categoryGroup(group).enabled(true).build()));
    source
        .metrics()
        .ifPresent(
            category ->
                setting.metrics(
                    MetricSettingsArgs.builder().category(category).enabled(true).build()));
    new DiagnosticSetting(
        "diagnostics-" + source.name(),
        setting.build(),
        CustomResourceOptions.builder().parent(this).build());
  }
}
