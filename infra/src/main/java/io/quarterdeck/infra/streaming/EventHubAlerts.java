package io.quarterdeck.infra.streaming;

import com.pulumi.azurenative.monitor.enums.AggregationTypeEnum;
import com.pulumi.azurenative.monitor.enums.Operator;
import com.pulumi.core.Output;
import io.quarterdeck.infra.foundation.declaration.MetricRule;
import io.quarterdeck.infra.foundation.declaration.ResourceAlerts;
import java.util.List;

/**
 * The alerts of Event Hubs. Source of the metrics: Microsoft Learn, "Supported metrics for
 * Microsoft.EventHub/Namespaces". The tier Standard has no metric of the lag of a consumer.
 */
final class EventHubAlerts {
  private EventHubAlerts() {}

  static ResourceAlerts of(Output<String> namespaceId) {
    return new ResourceAlerts(
        "event-hubs",
        "Microsoft.EventHub/namespaces",
        namespaceId,
        List.of(
            new MetricRule(
                "throttled",
                "Event Hubs throttles clients: increase eventHubMaxThroughputUnits.",
                2,
                "ThrottledRequests",
                AggregationTypeEnum.Total,
                Operator.GreaterThan,
                0),
            new MetricRule(
                "silent",
                "No events arrive.",
                2,
                "IncomingMessages",
                AggregationTypeEnum.Total,
                Operator.LessThan,
                1),
            new MetricRule(
                "failing",
                "Event Hubs answers requests with server errors.",
                1,
                "ServerErrors",
                AggregationTypeEnum.Total,
                Operator.GreaterThan,
                0)));
  }
}
