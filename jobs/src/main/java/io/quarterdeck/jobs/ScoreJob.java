package io.quarterdeck.jobs;

import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.topics.ResultFiles;
import io.quarterdeck.jobs.topics.Scoring;
import io.quarterdeck.jobs.topics.Training;
import io.quarterdeck.jobs.topics.TrainingSettings;
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
    new Training(lake, TrainingSettings.of(arguments.topics()), progress)
        .runFirst(arguments.runId());
    new Scoring(lake, progress).run(arguments.days().orElseThrow());
    new ResultFiles(lake).write();
  }
}
