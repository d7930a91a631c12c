package io.quarterdeck.jobs;

import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.jobs.generate.GeneratedDay;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.progress.Progress;

/**
 * Spark application that writes a generated day of a dataset of the lakehouse. {@link LakeJob}
 * describes its output.
 */
public final class GenerateJob {
  private GenerateJob() {}

  /** Runs the job. */
  public static void main(String[] arguments) throws Exception {
    LakeJob.main(arguments, JobProgram.GENERATE, GenerateJob::run);
  }

  private static void run(LakeArguments arguments, LakeRoot lake, Progress progress) {
    new GeneratedDay(lake.session(), arguments.dataset().get().name(), arguments.seed())
        .write(arguments.day().orElseThrow(), arguments.rows(), arguments.output().orElseThrow());
  }
}
