package io.quarterdeck.jobs;

import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.silver.Replay;
import io.quarterdeck.jobs.silver.WaitingRows;
import io.quarterdeck.loader.progress.Progress;

/**
 * Spark application that adds repaired rows of quarantine to silver. {@link LakeJob} describes its
 * output.
 */
public final class ReplayJob {
  private ReplayJob() {}

  /** Runs the job. */
  public static void main(String[] arguments) throws Exception {
    LakeJob.main(arguments, JobProgram.REPLAY, ReplayJob::run);
  }

  private static void run(LakeArguments arguments, LakeRoot lake, Progress progress) {
    new Replay(lake, arguments.dataset().get(), progress).run(arguments.input().orElseThrow());
    new WaitingRows(lake, arguments.dataset().get().name()).write();
  }
}
