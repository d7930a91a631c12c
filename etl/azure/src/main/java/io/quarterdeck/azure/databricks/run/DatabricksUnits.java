package io.quarterdeck.azure.databricks.run;

import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.compute.RuntimeEngine;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Estimates the Databricks units (DBU) of a run. The actual bill counts the seconds from the
 * cluster's readiness to its termination. Azure bills the machines separately.
 */
final class DatabricksUnits {
  /** In machine sizes of version 3 and later, the first number is the number of cores. */
  private static final Pattern CORES = Pattern.compile("Standard_[A-Z]+(\\d+)[a-z]*_v[3-9]");

  /**
   * DBUs per core and hour: one DBU for four cores of the D and E series, version 5, according to
   * Azure's price list. Other sizes differ by up to 50 %.
   */
  private static final double EACH_CORE = 0.25;

  private static final double PHOTON = 2;

  private DatabricksUnits() {}

  /** Returns the DBUs of a cluster for this duration; empty if the machine size is unknown. */
  static OptionalDouble of(ClusterSpec cluster, Duration duration) {
    Matcher name = CORES.matcher(String.valueOf(cluster.getNodeTypeId()));
    if (!name.matches()) {
      return OptionalDouble.empty();
    }
    long machines = 1 + (cluster.getNumWorkers() == null ? 0 : cluster.getNumWorkers());
    double hourly = Integer.parseInt(name.group(1)) * EACH_CORE * machines;
    double factor = cluster.getRuntimeEngine() == RuntimeEngine.PHOTON ? PHOTON : 1;
    return OptionalDouble.of(hourly * factor * duration.toMillis() / 3_600_000.0);
  }
}
