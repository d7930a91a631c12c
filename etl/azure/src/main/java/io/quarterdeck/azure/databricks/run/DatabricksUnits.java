package io.quarterdeck.azure.databricks.run;

import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.compute.RuntimeEngine;
import io.quarterdeck.azure.prices.PriceTable;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Estimates the Databricks units (DBU) of a run. The actual bill counts the seconds from the
 * cluster's readiness to its termination. Azure bills the machines separately.
 */
final class DatabricksUnits {
  private static final PriceTable PRICES = PriceTable.read();
  private static final double MILLISECONDS_PER_HOUR = 3_600_000;

  private DatabricksUnits() {}

  /**
   * Returns the DBUs of a cluster for this duration; empty if the table of prices does not have the
   * machine size.
   */
  static OptionalDouble of(ClusterSpec cluster, Duration duration) {
    String size = String.valueOf(cluster.getNodeTypeId());
    Optional<BigDecimal> each =
        cluster.getRuntimeEngine() == RuntimeEngine.PHOTON
            ? PRICES.photonJobUnits(size)
            : PRICES.jobUnits(size);
    if (each.isEmpty()) {
      return OptionalDouble.empty();
    }
    long machines = 1 + (cluster.getNumWorkers() == null ? 0 : cluster.getNumWorkers());
    double hours = duration.toMillis() / MILLISECONDS_PER_HOUR;
    return OptionalDouble.of(each.get().doubleValue() * machines * hours);
  }
}
