package io.quarterdeck.jobs;

import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.silver.DayIngest;
import io.quarterdeck.loader.progress.Progress;
import java.time.LocalDate;

/**
 * Spark application that adds days of a dataset to bronze and silver, one after the other. {@link
 * LakeJob} describes its output.
 */
public final class IngestJob {
  private IngestJob() {}

  /** Runs the job. */
  public static void main(String[] arguments) throws Exception {
    LakeJob.main(arguments, JobProgram.INGEST, IngestJob::run);
  }

  private static void run(LakeArguments arguments, LakeRoot lake, Progress progress) {
    DayIngest ingest = new DayIngest(lake, arguments.dataset().get(), progress);
    for (LocalDate day : arguments.days().orElseThrow().days()) {
      ingest.ingest(day, arguments.input().orElseThrow() + "/" + day);
    }
  }
}
