package io.quarterdeck.infra.lakehouse;

import com.pulumi.azurenative.monitor.enums.AggregationTypeEnum;
import com.pulumi.azurenative.monitor.enums.Operator;
import com.pulumi.core.Output;
import io.quarterdeck.infra.foundation.declaration.MetricRule;
import io.quarterdeck.infra.foundation.declaration.ResourceAlerts;
import java.util.List;

/**
 * The alerts of the Synapse workspace. Queries of the serverless pool are billed by the data that
 * they process. Source of the metrics: Microsoft Learn, "Supported metrics for
 * Microsoft.Synapse/workspaces".
 */
final class SynapseAlerts {
  /** The data that queries may process in 15 minutes, in bytes: 100 GB. */
  private static final double PROCESSED = 1e11;

  private SynapseAlerts() {}

  static ResourceAlerts of(Output<String> workspaceId) {
    return new ResourceAlerts(
        "synapse",
        "Microsoft.Synapse/workspaces",
        workspaceId,
        List.of(
            new MetricRule(
                "data-processed",
                "Queries of the serverless SQL pool processed more than 100 GB in 15 minutes.",
                2,
                "BuiltinSqlPoolDataProcessedBytes",
                AggregationTypeEnum.Total,
                Operator.GreaterThan,
                PROCESSED)));
  }
}
