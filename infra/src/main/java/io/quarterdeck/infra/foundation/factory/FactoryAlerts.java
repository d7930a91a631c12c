package io.quarterdeck.infra.foundation.factory;

import com.pulumi.azurenative.monitor.enums.AggregationTypeEnum;
import com.pulumi.azurenative.monitor.enums.Operator;
import com.pulumi.core.Output;
import io.quarterdeck.infra.foundation.declaration.MetricRule;
import io.quarterdeck.infra.foundation.declaration.ResourceAlerts;
import java.util.List;

/**
 * The alerts of a data factory. Source of the metrics: Microsoft Learn, "Supported metrics for
 * Microsoft.DataFactory/factories".
 */
final class FactoryAlerts {
  private FactoryAlerts() {}

  static ResourceAlerts of(String name, Output<String> factoryId) {
    return new ResourceAlerts(
        name,
        "Microsoft.DataFactory/factories",
        factoryId,
        List.of(
            failed("pipeline-failed", "A run of a pipeline failed.", 1, "PipelineFailedRuns"),
            failed("activity-failed", "A run of an activity failed.", 2, "ActivityFailedRuns"),
            failed("trigger-failed", "A trigger started no run.", 1, "TriggerFailedRuns")));
  }

  private static MetricRule failed(String name, String description, int severity, String metric) {
    return new MetricRule(
        name, description, severity, metric, AggregationTypeEnum.Total, Operator.GreaterThan, 0);
  }
}
