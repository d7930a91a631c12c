package io.quarterdeck.jobs;

import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.topics.Scoring;
import io.quarterdeck.loader.progress.Progress;

/**
 * Spark application that assigns the questions of a day to topics. {@link LakeJob} describes its
 * output.
 */
public final class ScoreJob {
  private ScoreJob() {}

  /** Runs the job. */
  public static void main(String[] arguments) throws Exception {
    LakeJob.main(arguments, JobProgram.SCORE, ScoreJob::run);
  }

  private static void run(LakeArguments arguments, LakeRoot lake, Progress progress) {
    new Scoring(lake, progress).run(arguments.day().orElseThrow());
  }
}
