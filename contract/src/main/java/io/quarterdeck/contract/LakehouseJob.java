package io.quarterdeck.contract;

import java.util.List;

/**
 * The Databricks jobs of the lakehouse. Data Factory, Airflow and the command line start them by
 * their names.
 */
public enum LakehouseJob {
  /** Ingests the users and the post types. */
  WEEKLY("weekly"),
  /** Ingests the posts, aggregates them and counts the topics. */
  DAILY("daily"),
  /** Trains a model, and publishes it if it is better than the current one. */
  TRAIN("train"),
  /** Adds repaired rows of quarantine to silver. */
  REPLAY("replay"),
  /** Compacts the tables, and deletes what no reader needs. */
  MAINTENANCE("maintenance"),
  /** Restores the tables to the versions before a run. */
  ROLLBACK("rollback");

  /** A parameter of a job. */
  public enum Parameter implements JobParameter {
    /** The days, as {@link Days} parses them. */
    DAYS("day"),
    /** The number of tags that a model distinguishes. */
    TOPICS("topics"),
    /** The text of the dataset file. */
    DATASET("dataset"),
    /** The file with repaired rows, as {@code abfss://CONTAINER@HOST/PATH}. */
    INPUT("input"),
    /** The number of days for which bronze keeps rows. */
    RETENTION("retention_days"),
    /** The tables and versions that are restored, as {@link RestorePlan} parses them. */
    PLAN("plan"),
    /** The correlation id of the command or of the pipeline run that starts the run. */
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

  LakehouseJob(String shortName) {
    this.shortName = shortName;
  }

  /** Returns the name in commands. */
  public String shortName() {
    return shortName;
  }

  /** Returns the name in the workspace. */
  public String jobName() {
    return "quarterdeck-lakehouse-" + shortName;
  }

  /** Returns the parameters of the job; a caller of the command sets all but the correlation id. */
  public List<Parameter> parameters() {
    return switch (this) {
      case WEEKLY -> List.of(Parameter.DAYS, Parameter.CORRELATION_ID);
      case DAILY -> List.of(Parameter.DAYS, Parameter.TOPICS, Parameter.CORRELATION_ID);
      case TRAIN -> List.of(Parameter.TOPICS, Parameter.CORRELATION_ID);
      case REPLAY -> List.of(Parameter.DATASET, Parameter.INPUT, Parameter.CORRELATION_ID);
      case MAINTENANCE -> List.of(Parameter.RETENTION, Parameter.CORRELATION_ID);
      case ROLLBACK -> List.of(Parameter.PLAN, Parameter.CORRELATION_ID);
    };
  }
}
