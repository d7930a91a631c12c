package io.quarterdeck.jobs;

import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.maintain.MaintainedTable;
import io.quarterdeck.jobs.maintain.Maintenance;
import io.quarterdeck.loader.progress.Progress;
import java.time.Clock;

/**
 * Spark application that maintains the tables of the streaming system. {@link LakeJob} describes
 * its output.
 */
public final class MaintainStreamJob {
  private MaintainStreamJob() {}

  /** Runs the job. */
  public static void main(String[] arguments) throws Exception {
    LakeJob.main(arguments, JobProgram.MAINTAIN_STREAM, MaintainStreamJob::run);
  }

  private static void run(LakeArguments arguments, LakeRoot lake, Progress progress) {
    new Maintenance(lake, progress, Clock.systemUTC()).run(MaintainedTable.ofStream());
  }
}
