package io.quarterdeck.etl.databricks.run;

import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.compute.RuntimeEngine;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An estimate of the Databricks units (DBU) that a run is billed, not the bill: the bill counts by
 * the second from the cluster's readiness to its end, and Azure's machines come on top.
 */
final class DatabricksUnits {
  /** In names of the third generation and later, the first number is the count of cores. */
  private static final Pattern CORES = Pattern.compile("Standard_[A-Z]+(\\d+)[a-z]*_v[3-9]");

  /**
   * What a core is rated an hour: one DBU for four cores of the D and E series of the fifth
   * generation, as Azure's price list has it. Others differ by up to half.
   */
  private static final double EACH_CORE = 0.25;

  private static final double PHOTON = 2;

  private DatabricksUnits() {}

  /** DBUs of a cluster that ran so long; nothing for machines whose name does not tell. */
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
