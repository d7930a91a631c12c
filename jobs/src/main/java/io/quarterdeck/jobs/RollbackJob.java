package io.quarterdeck.jobs;

import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.rollback.LakeRestore;
import io.quarterdeck.loader.progress.Progress;

/**
 * Spark application that restores the tables of the lakehouse to earlier versions. {@link LakeJob}
 * describes its output.
 */
public final class RollbackJob {
  private RollbackJob() {}

  /** Runs the job. */
  public static void main(String[] arguments) throws Exception {
    LakeJob.main(arguments, JobProgram.ROLLBACK, RollbackJob::run);
  }

  private static void run(LakeArguments arguments, LakeRoot lake, Progress progress) {
    new LakeRestore(lake, progress).run(arguments.plan().orElseThrow());
  }
}
