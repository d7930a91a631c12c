package io.quarterdeck.etl.databricks.job;

import io.quarterdeck.etl.databricks.JobEnvironment;
import java.util.List;

/**
 * What may differ from one registration to the next without a change of the dataset.
 *
 * @param nodeType the size of the cluster's machines, as Azure names it
 * @param workers how many machines work besides the driver
 * @param engine whether Photon is used
 * @param machines whether workers may be spot machines
 * @param schedule whether the schedule runs
 * @param failureMail who gets mail when a run fails
 * @param maximumRejects how many lines of a file may not fit: a count, or a percentage of all
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
   * Four cores and 16 GiB with a local disk for shuffles, of the generation that Azure sells now.
   * {@code Standard_DS3_v2}, long the usual choice, is being retired.
   */
  public static final String DEFAULT_NODE_TYPE = "Standard_D4ds_v5";

  /** What a registration has that names none of them: the schedule runs in production alone. */
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

  /** What executes queries. */
  public enum Engine {
    /** Spark's own. */
    STANDARD,
    /** Databricks' native one: faster, and about twice as many DBUs an hour. */
    PHOTON
  }

  /** What workers are. The driver is never a spot machine: its loss ends the run. */
  public enum Machines {
    /** Spot machines, and on-demand ones where Azure has none to spare. */
    SPOT_WITH_FALLBACK,
    ON_DEMAND
  }

  /** Whether the schedule fires. */
  public enum ScheduleState {
    PAUSED,
    RUNNING
  }
}
