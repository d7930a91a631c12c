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
    LakeJob.main(arguments, JobProgram.BRONZE, BronzeJob::run);
  }

  private static void run(LakeArguments arguments, LakeRoot lake, Progress progress) {
    StreamArguments stream = arguments.stream();
    new BronzeStream(lake, stream.hub(), arguments.run(), progress)
        .run(stream.trigger(), stream.lost());
  }
}
