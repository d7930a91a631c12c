package io.quarterdeck.jobs;

import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.topics.Training;
import io.quarterdeck.jobs.topics.TrainingSettings;
import io.quarterdeck.loader.progress.Progress;

/**
 * Spark application that trains a model of the topics of questions. {@link LakeJob} describes its
 * output.
 */
public final class TrainJob {
  private TrainJob() {}

  /** Runs the job. */
  public static void main(String[] arguments) throws Exception {
    LakeJob.main(arguments, JobProgram.TRAIN, TrainJob::run);
  }

  private static void run(LakeArguments arguments, LakeRoot lake, Progress progress) {
    new Training(lake, TrainingSettings.of(arguments.topics()), progress).run(arguments.runId());
  }
}
