package io.quarterdeck.infra.foundation.postgres;

import com.pulumi.azurenative.monitor.enums.AggregationTypeEnum;
import com.pulumi.azurenative.monitor.enums.Operator;
import com.pulumi.core.Output;
import io.quarterdeck.infra.foundation.declaration.MetricRule;
import io.quarterdeck.infra.foundation.declaration.ResourceAlerts;
import java.util.List;

/** The alerts of the server. */
final class ServerAlerts {
  private static final List<MetricRule> RULES =
      List.of(
          new MetricRule(
              "storage",
              "PostgreSQL's disk is more than 85 % full. At 95 %, the server becomes read-only.",
              1,
              "storage_percent",
              AggregationTypeEnum.Average,
              Operator.GreaterThan,
              85),
          new MetricRule(
              "cpu",
              "PostgreSQL used more than 90 % of its CPU for 15 minutes.",
              2,
              "cpu_percent",
              AggregationTypeEnum.Average,
              Operator.GreaterThan,
              90),
          new MetricRule(
              "failed-connections",
              "More than 20 connections to PostgreSQL failed within 15 minutes.",
              2,
              "connections_failed",
              AggregationTypeEnum.Total,
              Operator.GreaterThan,
              20));

  private ServerAlerts() {}

  static ResourceAlerts of(Output<String> serverId) {
    return new ResourceAlerts(
        "postgres", "Microsoft.DBforPostgreSQL/flexibleServers", serverId, RULES);
  }
}
