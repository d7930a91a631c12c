package io.quarterdeck.contract;

/** The declarative pipeline of the streaming system. */
public final class OrdersPipeline {
  /** The name in commands. */
  public static final String SHORT_NAME = "pipeline";

  /** The name in the workspace, which is that of the job whose tables it computes. */
  public static final String NAME = StreamingJob.ORDERS.jobName();

  /** The key of the configuration with the container of the tables: abfss://CONTAINER@HOST. */
  public static final String LAKE = "quarterdeck.lake";

  /** The key of the configuration with the path of the jobs' jar in the workspace. */
  public static final String JAR = "quarterdeck.jar";

  private OrdersPipeline() {}
}
