package io.quarterdeck.jobs;

import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.jobs.gold.GoldTables;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.progress.Progress;

/**
 * Spark application that computes the activity of users and the questions per tag and day. {@link
 * LakeJob} describes its output.
 */
public final class GoldJob {
  private GoldJob() {}

  /** Runs the job. */
  public static void main(String[] arguments) throws Exception {
    LakeJob.main(arguments, JobProgram.GOLD, GoldJob::run);
  }

  private static void run(LakeArguments arguments, LakeRoot lake, Progress progress) {
    new GoldTables(lake, progress).write(arguments.days().orElseThrow());
  }
}
