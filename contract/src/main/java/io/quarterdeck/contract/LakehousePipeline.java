package io.quarterdeck.contract;

/**
 * The pipelines of the data factory that copy the source data of the lakehouse, and the Databricks
 * job that each one starts afterwards. Their files are in {@code lakehouse/adf/pipeline}.
 */
public enum LakehousePipeline {
  /** Copies the tables of users and post types. */
  COPY_ONCE_WEEK("copyOnceWeek", LakehouseJob.WEEKLY),
  /** Copies the posts of a day. */
  COPY_POSTS_EVERYDAY("copyPostsEveryday", LakehouseJob.DAILY);

  /** A parameter of a pipeline. */
  public enum Parameter {
    /** The day of the data, as {@code 2026-11-30}. */
    DAY("day"),
    /** The id of the Databricks job. If it is empty, the pipeline only copies. */
    JOB_ID("jobId"),
    /**
     * The days that the job processes, as {@link Days} parses them. If it is empty, the job
     * processes the day of the data. Only {@link #COPY_POSTS_EVERYDAY} has it.
     */
    JOB_DAYS("jobDays"),
    /**
     * The correlation id of the command that starts the run. If it is empty, that of the job is the
     * id of the pipeline run.
     */
    CORRELATION_ID("correlationId");

    private final String parameterName;

    Parameter(String parameterName) {
      this.parameterName = parameterName;
    }

    /** Returns the name in the pipeline. */
    public String parameterName() {
      return parameterName;
    }
  }

  private final String pipelineName;
  private final LakehouseJob job;

  LakehousePipeline(String pipelineName, LakehouseJob job) {
    this.pipelineName = pipelineName;
    this.job = job;
  }

  /** Returns the name in the data factory. */
  public String pipelineName() {
    return pipelineName;
  }

  /** Returns the job that the pipeline starts. */
  public LakehouseJob job() {
    return job;
  }
}
