package io.quarterdeck.azure.databricks.job;

import io.quarterdeck.azure.databricks.JobEnvironment;
import java.util.List;

/**
 * The options of a job that do not come from the dataset file.
 *
 * @param nodeType the size of the cluster's machines, as Azure names it
 * @param workers the number of machines besides the driver
 * @param engine whether Photon is used
 * @param machines whether workers may be spot machines
 * @param schedule whether the schedule is active
 * @param failureMail the e-mail addresses to notify about failed runs
 * @param maximumRejects the maximum number of rejected lines in a file: a count, or a percentage
 */
public record JobOptions(
    String nodeType,
    int workers,
    Engine engine,
    Machines machines,
    ScheduleState schedule,
    List<String> failureMail,
    String maximumRejects) {
  /**
   * The runtime of the cluster: Spark 4.0, Scala 2.13, JDK 17. docs/azure-retirements.yaml contains
   * the end of its support.
   */
  public static final String RUNTIME = "17.3.x-scala2.13";

  /**
   * Four cores and 16 GiB with a local disk for shuffles, of the current generation. Azure is
   * retiring {@code Standard_DS3_v2}, which was the common choice.
   */
  public static final String DEFAULT_NODE_TYPE = "Standard_D4ds_v5";

  /** Returns the default options. The schedule is active only in production. */
  public static JobOptions defaults(JobEnvironment environment) {
    return new JobOptions(
        DEFAULT_NODE_TYPE,
        1,
        Engine.STANDARD,
        Machines.SPOT_WITH_FALLBACK,
        environment.isProduction() ? ScheduleState.RUNNING : ScheduleState.PAUSED,
        List.of(),
        "0");
  }

  /** The engine that executes queries. */
  public enum Engine {
    /** The Spark engine. */
    STANDARD,
    /** Databricks' native engine: faster, at 2.5 times the DBUs of the default size. */
    PHOTON
  }

  /**
   * The kind of worker machines. The driver is never a spot machine, because losing it ends the
   * run.
   */
  public enum Machines {
    /** Spot machines, with on-demand machines as fallback. */
    SPOT_WITH_FALLBACK,
    ON_DEMAND
  }

  /** Whether the schedule is active. */
  public enum ScheduleState {
    PAUSED,
    RUNNING
  }
}
