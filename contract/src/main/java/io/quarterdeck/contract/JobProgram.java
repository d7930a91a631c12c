package io.quarterdeck.contract;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The Spark applications: their tasks, their main classes and the flags that each one accepts. */
public enum JobProgram {
  LOAD("load", "io.quarterdeck.jobs.LoadJob"),
  EXPORT("export", "io.quarterdeck.jobs.ExportJob"),
  OUTCOME("outcome", "io.quarterdeck.jobs.OutcomeJob"),
  GENERATE("generate", "io.quarterdeck.jobs.GenerateJob"),
  INGEST("ingest", "io.quarterdeck.jobs.IngestJob"),
  REPLAY("replay", "io.quarterdeck.jobs.ReplayJob"),
  TRAIN("train", "io.quarterdeck.jobs.TrainJob"),
  SCORE("score", "io.quarterdeck.jobs.ScoreJob"),
  GOLD("gold", "io.quarterdeck.jobs.GoldJob"),
  MAINTAIN("maintain", "io.quarterdeck.jobs.MaintainJob"),
  /** Restores the tables of the lakehouse to earlier versions. */
  ROLLBACK("rollback", "io.quarterdeck.jobs.RollbackJob"),
  /** Adds the events of the hub to bronze. */
  BRONZE("bronze", "io.quarterdeck.jobs.BronzeJob"),
  /** Computes silver and gold of the streaming system. */
  PIPELINE("pipeline", "io.quarterdeck.jobs.PipelineJob"),
  /** Compares silver and gold with a computation from bronze. */
  VERIFY("verify", "io.quarterdeck.jobs.VerifyJob"),
  /** Computes events of silver again. */
  REBUILD("rebuild", "io.quarterdeck.jobs.RebuildJob"),
  /** Compacts the tables of the streaming system, and deletes files that no version needs. */
  MAINTAIN_STREAM("maintain", "io.quarterdeck.jobs.MaintainStreamJob");

  private final String task;
  private final String mainClass;

  JobProgram(String task, String mainClass) {
    this.task = task;
    this.mainClass = mainClass;
  }

  /** Returns the key of the job's task that runs the program. */
  public String task() {
    return task;
  }

  /** Returns the name of the main class. */
  public String mainClass() {
    return mainClass;
  }

  /** Returns the flags that the program accepts. */
  public Set<JobFlag> flags() {
    return switch (this) {
      case LOAD ->
          Set.of(
              JobFlag.DATASET,
              JobFlag.DATASET_FILE,
              JobFlag.JDBC_URL,
              JobFlag.USER,
              JobFlag.LANDING,
              JobFlag.QUARANTINE,
              JobFlag.MAX_REJECTS,
              JobFlag.RUN_ID,
              JobFlag.CORRELATION_ID,
              JobFlag.REPAIR);
      case EXPORT ->
          Set.of(
              JobFlag.DATASET,
              JobFlag.DATASET_FILE,
              JobFlag.JDBC_URL,
              JobFlag.USER,
              JobFlag.CURATED,
              JobFlag.RUN_ID,
              JobFlag.QUARTER,
              JobFlag.RESULT,
              JobFlag.CONF_FILE,
              JobFlag.QUARANTINE,
              JobFlag.JOB_RUN,
              JobFlag.REPAIR);
      case OUTCOME ->
          Set.of(
              JobFlag.DATASET,
              JobFlag.DATASET_FILE,
              JobFlag.QUARANTINE,
              JobFlag.RUN_ID,
              JobFlag.REPAIR);
      case GENERATE ->
          Set.of(
              JobFlag.DATASET,
              JobFlag.DATASET_FILE,
              JobFlag.DAY,
              JobFlag.ROWS,
              JobFlag.SEED,
              JobFlag.OUTPUT,
              JobFlag.CONF_FILE);
      case INGEST -> onDelta(JobFlag.DATASET, JobFlag.DATASET_FILE, JobFlag.DAY, JobFlag.INPUT);
      case REPLAY -> onDelta(JobFlag.DATASET, JobFlag.DATASET_FILE, JobFlag.INPUT);
      case TRAIN -> onDelta(JobFlag.RUN_ID, JobFlag.TOPICS);
      case SCORE -> onDelta(JobFlag.DAY, JobFlag.RUN_ID, JobFlag.TOPICS);
      case GOLD -> onDelta(JobFlag.DAY);
      case MAINTAIN -> onDelta(JobFlag.DAY, JobFlag.RETENTION);
      case ROLLBACK -> onDelta(JobFlag.PLAN);
      case BRONZE ->
          onDelta(
              JobFlag.EVENT_HUBS,
              JobFlag.TOPIC,
              JobFlag.SERVICE_CREDENTIAL,
              JobFlag.TRIGGER,
              JobFlag.LOST_EVENTS);
      case PIPELINE -> onDelta(JobFlag.TRIGGER);
      case VERIFY, MAINTAIN_STREAM -> onDelta();
      case REBUILD -> onDelta(JobFlag.FROM, JobFlag.SINCE);
    };
  }

  /** Returns the flags of a program that changes Delta tables: its own, and those of each one. */
  private static Set<JobFlag> onDelta(JobFlag... own) {
    Set<JobFlag> flags =
        EnumSet.of(JobFlag.LAKE, JobFlag.JOB_RUN, JobFlag.CORRELATION_ID, JobFlag.CONF_FILE);
    flags.addAll(List.of(own));
    return Set.copyOf(flags);
  }
}
