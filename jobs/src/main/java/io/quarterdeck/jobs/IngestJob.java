package io.quarterdeck.jobs;

import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.silver.DayIngest;
import io.quarterdeck.loader.progress.Progress;

/**
 * Spark application that adds a day of a dataset to bronze and silver. {@link LakeJob} describes
 * its output.
 */
public final class IngestJob {
  private IngestJob() {}

  /** Runs the job. */
  public static void main(String[] arguments) throws Exception {
    LakeJob.main(arguments, JobProgram.INGEST, IngestJob::run);
  }

  private static void run(LakeArguments arguments, LakeRoot lake, Progress progress) {
    new DayIngest(lake, arguments.dataset().get(), progress)
        .ingest(arguments.day().orElseThrow(), arguments.input().orElseThrow());
  }
}
