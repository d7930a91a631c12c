package io.quarterdeck.contract;

import java.util.List;

/** The Databricks jobs of the streaming system. The command line starts them by their names. */
public enum StreamingJob {
  /** Adds the events and the batch data to bronze, and computes silver and gold. */
  ORDERS("orders"),
  /** Compares silver and gold with a computation from bronze. */
  VERIFY("verify"),
  /** Computes events of silver again. */
  REPLAY("replay"),
  /** Compacts the tables, and deletes files that no version needs. */
  MAINTENANCE("maintenance");

  /** A parameter of a job. */
  public enum Parameter implements JobParameter {
    /** The days of the batch data, as {@link Days} parses them. */
    DAYS("day"),
    /** A {@link StreamTrigger}. */
    TRIGGER("trigger"),
    /** A value of {@link LostEvents}. */
    LOST_EVENTS("lost_events"),
    /** A {@link RebuildSource}. */
    FROM("from"),
    /** A time, for example {@code 2026-11-30T10:00:00Z}. */
    SINCE("since"),
    /** The correlation id of the command that starts the run. */
    CORRELATION_ID(CorrelationId.PARAMETER);

    private final String parameterName;

    Parameter(String parameterName) {
      this.parameterName = parameterName;
    }

    @Override
    public String parameterName() {
      return parameterName;
    }
  }

  private final String shortName;

  StreamingJob(String shortName) {
    this.shortName = shortName;
  }

  /** Returns the name in commands. */
  public String shortName() {
    return shortName;
  }

  /** Returns the name in the workspace. */
  public String jobName() {
    return "quarterdeck-streaming-" + shortName;
  }

  /** Returns the parameters of the job. */
  public List<Parameter> parameters() {
    return switch (this) {
      case ORDERS ->
          List.of(
              Parameter.DAYS, Parameter.TRIGGER, Parameter.LOST_EVENTS, Parameter.CORRELATION_ID);
      case VERIFY, MAINTENANCE -> List.of(Parameter.CORRELATION_ID);
      case REPLAY -> List.of(Parameter.FROM, Parameter.SINCE, Parameter.CORRELATION_ID);
    };
  }
}
