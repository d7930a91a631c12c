package io.quarterdeck.jobs;

import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.stream.SilverRebuild;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.stream.OrderPipeline;

/**
 * Spark application that computes events of silver again, from bronze or from quarantine. {@link
 * LakeJob} describes its output.
 */
public final class RebuildJob {
  private RebuildJob() {}

  /** Runs the job. */
  public static void main(String[] arguments) throws Exception {
    LakeJob.main(arguments, JobProgram.REBUILD, RebuildJob::run);
  }

  private static void run(LakeArguments arguments, LakeRoot lake, Progress progress) {
    StreamArguments stream = arguments.stream();
    new SilverRebuild(lake, OrderPipeline.packaged(), arguments.run(), progress)
        .rebuild(stream.from().orElseThrow(), stream.since().orElseThrow());
  }
}
