package io.quarterdeck.jobs;

import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.jobs.generate.GeneratedDay;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.progress.Progress;
import java.time.LocalDate;

/**
 * Spark application that writes generated days of a dataset of the lakehouse, each to a folder of
 * its own. {@link LakeJob} describes its output.
 */
public final class GenerateJob {
  private GenerateJob() {}

  /** Runs the job. */
  public static void main(String[] arguments) throws Exception {
    LakeJob.main(arguments, JobProgram.GENERATE, GenerateJob::run);
  }

  private static void run(LakeArguments arguments, LakeRoot lake, Progress progress) {
    GeneratedDay generated =
        new GeneratedDay(lake.session(), arguments.dataset().get().name(), arguments.seed());
    for (LocalDate day : arguments.days().orElseThrow().days()) {
      progress.phase("Generating " + day);
      generated.write(day, arguments.rows(), arguments.output().orElseThrow() + "/" + day);
    }
  }
}
