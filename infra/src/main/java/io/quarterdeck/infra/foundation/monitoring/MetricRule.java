package io.quarterdeck.infra.foundation.monitoring;

import com.pulumi.azurenative.insights.enums.AggregationTypeEnum;
import com.pulumi.azurenative.insights.enums.Operator;
import com.pulumi.azurenative.insights.inputs.MetricAlertSingleResourceMultipleMetricCriteriaArgs;
import com.pulumi.azurenative.insights.inputs.MetricCriteriaArgs;
import com.pulumi.azurenative.insights.inputs.MetricDimensionArgs;
import java.util.List;

/**
 * The condition of a metric alert.
 *
 * @param severity 0 is critical, 4 is verbose
 * @param statusCodes the HTTP status codes that count, if the metric is split by status code
 */
record MetricRule(
    String name,
    String description,
    int severity,
    String namespace,
    String metric,
    AggregationTypeEnum aggregation,
    Operator operator,
    double threshold,
    List<String> statusCodes) {
  private static final String SINGLE_RESOURCE =
      "Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria";
  private static final String POSTGRES = "Microsoft.DBforPostgreSQL/flexibleServers";

  static final List<MetricRule> POSTGRES_RULES =
      List.of(
          new MetricRule(
              "postgres-storage",
              "PostgreSQL's disk is more than 85 % full. At 95 %, the server becomes read-only.",
              1,
              POSTGRES,
              "storage_percent",
              AggregationTypeEnum.Average,
              Operator.GreaterThan,
              85,
              List.of()),
          new MetricRule(
              "postgres-cpu",
              "PostgreSQL used more than 90 % of its CPU for 15 minutes.",
              2,
              POSTGRES,
              "cpu_percent",
              AggregationTypeEnum.Average,
              Operator.GreaterThan,
              90,
              List.of()),
          new MetricRule(
              "postgres-failed-connections",
              "More than 20 connections to PostgreSQL failed within 15 minutes.",
              2,
              POSTGRES,
              "connections_failed",
              AggregationTypeEnum.Total,
              Operator.GreaterThan,
              20,
              List.of()));

  static final List<MetricRule> STORAGE_RULES =
      List.of(
          new MetricRule(
              "storage-availability",
              "Fewer than 99.9 % of the requests to the lake succeeded.",
              1,
              "Microsoft.Storage/storageAccounts",
              "Availability",
              AggregationTypeEnum.Average,
              Operator.LessThan,
              99.9,
              List.of()));

  static final List<MetricRule> VAULT_RULES =
      List.of(
          new MetricRule(
              "vault-denials",
              "Key Vault denied more than 5 requests within 15 minutes.",
              2,
              "Microsoft.KeyVault/vaults",
              "ServiceApiResult",
              AggregationTypeEnum.Count,
              Operator.GreaterThan,
              5,
              List.of("401", "403")));

  MetricAlertSingleResourceMultipleMetricCriteriaArgs criteria() {
    MetricCriteriaArgs.Builder criterion =
        MetricCriteriaArgs.builder()
            .criterionType("StaticThresholdCriterion")
            .name(name)
            .metricNamespace(namespace)
            .metricName(metric)
            .timeAggregation(aggregation)
            .operator(operator)
            .threshold(threshold);
    if (!statusCodes.isEmpty()) {
      criterion.dimensions(
          MetricDimensionArgs.builder()
              .name("StatusCode")
              .operator("Include")
              .values(statusCodes)
              .build());
    }
    return MetricAlertSingleResourceMultipleMetricCriteriaArgs.builder()
        .odataType(SINGLE_RESOURCE)
        .allOf(criterion.build())
        .build();
  }
}
