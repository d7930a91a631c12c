package io.quarterdeck.infra.foundation.agents;

import com.pulumi.azurenative.monitor.enums.AggregationTypeEnum;
import com.pulumi.azurenative.monitor.enums.Operator;
import com.pulumi.core.Output;
import io.quarterdeck.infra.foundation.declaration.MetricRule;
import io.quarterdeck.infra.foundation.declaration.ResourceAlerts;
import java.util.List;

/**
 * The alerts of the scale set. A scale set without machines sends no values, and an alert without
 * values does not fire. Source of the metric: Microsoft Learn, "Supported metrics for
 * Microsoft.Compute/virtualMachineScaleSets".
 */
final class AgentAlerts {
  private static final double LITTLE_MEMORY = 256L << 20;

  private static final List<MetricRule> RULES =
      List.of(
          new MetricRule(
              "memory",
              "The agents had less than 256 MiB of free memory for 15 minutes. Choose a larger"
                  + " agentsVmSize.",
              2,
              "Available Memory Bytes",
              AggregationTypeEnum.Average,
              Operator.LessThan,
              LITTLE_MEMORY));

  private AgentAlerts() {}

  static ResourceAlerts of(Output<String> scaleSetId) {
    return new ResourceAlerts(
        "agents", "Microsoft.Compute/virtualMachineScaleSets", scaleSetId, RULES);
  }
}
