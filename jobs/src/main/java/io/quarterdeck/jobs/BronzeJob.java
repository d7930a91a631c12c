package io.quarterdeck.jobs;

import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.stream.BronzeStream;
import io.quarterdeck.loader.progress.Progress;

/**
 * Spark application that adds the events of the hub to bronze. {@link LakeJob} describes its
 * output.
 */
public final class BronzeJob {
  private BronzeJob() {}

  /** Runs the job. */
  public static void main(String[] arguments) throws Exception {
    // A given session is that of Databricks, whose connector signs in with service credentials.
    LakeJob.Work work = SparkSessions.given() ? BronzeJob::run : BronzeJob::runWithConnection;
    LakeJob.main(arguments, JobProgram.BRONZE, work);
  }

  private static void runWithConnection(LakeArguments arguments, LakeRoot lake, Progress progress) {
    arguments.stream().hub().requireConnection();
    run(arguments, lake, progress);
  }

  private static void run(LakeArguments arguments, LakeRoot lake, Progress progress) {
    StreamArguments stream = arguments.stream();
    new BronzeStream(lake, stream.hub(), arguments.run(), progress)
        .run(stream.trigger(), stream.lost());
  }
}
