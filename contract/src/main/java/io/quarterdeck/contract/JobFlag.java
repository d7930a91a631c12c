package io.quarterdeck.contract;

/** The flags of the Spark applications. Each flag takes one value. */
public enum JobFlag {
  /** The text of the dataset file. */
  DATASET("--dataset"),
  /** The path of the dataset file, if its text is not passed. */
  DATASET_FILE("--dataset-file"),
  /** The JDBC URL of the database, without credentials. */
  JDBC_URL("--jdbc-url"),
  /** The PostgreSQL role. */
  USER("--user"),
  /** The landing container, as {@code abfss://CONTAINER@HOST}. */
  LANDING("--landing"),
  /** The container for files and lines that cannot be loaded, in the same form. */
  QUARANTINE("--quarantine"),
  /** The container for exports, in the same form. */
  CURATED("--curated"),
  /** The number, or the percentage, of rejected lines that a file may have. */
  MAX_REJECTS("--max-rejects"),
  /** The id of the run: letters, digits, dots, hyphens and underscores. */
  RUN_ID("--run-id"),
  /** The number of times that the run was repaired. */
  REPAIR("--repair"),
  /** The id of the run of the whole job, if the program is one of its tasks. */
  JOB_RUN("--job-run"),
  /** The correlation id of the command that started the run; empty if its schedule did. */
  CORRELATION_ID("--correlation-id"),
  /** The quarter to export, for example {@code 2016-Q1}; all published rows if it is missing. */
  QUARTER("--quarter"),
  /** The lake container, in the same form. */
  LAKE("--lake"),
  /** The day of the data, for example {@code 2026-11-30}, or several days with commas. */
  DAY("--day"),
  /**
   * The folder or file with the rows to read, as {@code abfss://CONTAINER@HOST/PATH}. A folder of
   * days has a folder for each day.
   */
  INPUT("--input"),
  /** The folder to write, in the same form. It gets a folder for each day. */
  OUTPUT("--output"),
  /** The number of rows to generate. */
  ROWS("--rows"),
  /** The seed of the generated rows. */
  SEED("--seed"),
  /** The number of tags that a model distinguishes; all others are {@code other}. */
  TOPICS("--topics"),
  /** The number of days for which rows are kept. */
  RETENTION("--retention-days"),
  /** The tables and versions that are restored, as {@link RestorePlan} parses them. */
  PLAN("--plan"),
  /** The host name of the Event Hubs namespace. */
  EVENT_HUBS("--event-hubs"),
  /** The name of the event hub, which is its Kafka topic. */
  TOPIC("--topic"),
  /** The name of the service credential with which a job on Databricks signs in to Event Hubs. */
  SERVICE_CREDENTIAL("--service-credential"),
  /** When a stream ends: a {@link StreamTrigger}. */
  TRIGGER("--trigger"),
  /** Whether a stream continues after events that the hub does not have anymore. */
  LOST_EVENTS("--lost-events"),
  /** What silver is rebuilt from: a {@link RebuildSource}. */
  FROM("--from"),
  /** The time since which events are rebuilt, for example {@code 2026-11-30T10:00:00Z}. */
  SINCE("--since"),
  /** The file that receives the result as JSON. */
  RESULT("--result"),
  /** A file with properties of Spark and of Hadoop file systems. */
  CONF_FILE("--conf-file");

  private final String flag;

  JobFlag(String flag) {
    this.flag = flag;
  }

  /** Returns the flag as it is written on a command line. */
  public String flag() {
    return flag;
  }
}
