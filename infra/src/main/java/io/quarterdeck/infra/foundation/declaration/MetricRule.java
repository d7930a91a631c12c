package io.quarterdeck.infra.foundation.declaration;

import com.pulumi.azurenative.monitor.enums.AggregationTypeEnum;
import com.pulumi.azurenative.monitor.enums.Operator;
import java.util.List;

/**
 * The condition of a metric alert.
 *
 * @param name the last part of the alert's name; the first part is the subject of {@link
 *     ResourceAlerts}
 * @param severity 0 is critical, 4 is verbose
 * @param statusCodes the HTTP status codes that count, if the metric is split by status code
 */
public record MetricRule(
    String name,
    String description,
    int severity,
    String metric,
    AggregationTypeEnum aggregation,
    Operator operator,
    double threshold,
    List<String> statusCodes) {
  /** Creates a rule for a metric that is not split by status code. */
  public MetricRule(
      String name,
      String description,
      int severity,
      String metric,
      AggregationTypeEnum aggregation,
      Operator operator,
      double threshold) {
    this(name, description, severity, metric, aggregation, operator, threshold, List.of());
  }
}
