package io.quarterdeck.jobs;

import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.stream.SilverStream;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.stream.OrderPipeline;

/**
 * Spark application that computes silver and gold of the streaming system from bronze. {@link
 * LakeJob} describes its output.
 */
public final class PipelineJob {
  private PipelineJob() {}

  /** Runs the job. */
  public static void main(String[] arguments) throws Exception {
    LakeJob.main(arguments, JobProgram.PIPELINE, PipelineJob::run);
  }

  private static void run(LakeArguments arguments, LakeRoot lake, Progress progress) {
    new SilverStream(lake, OrderPipeline.packaged(), arguments.run(), progress)
        .run(arguments.stream().trigger());
  }
}
