package io.quarterdeck.jobs;

import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.landing.SourceTables;
import io.quarterdeck.jobs.source.Source;
import io.quarterdeck.loader.progress.Progress;

/**
 * Spark application that copies the tables of the source database to the container {@code landing}.
 * It does what the pipeline {@code copyOnceWeek} of Data Factory does, until the local stack can
 * run that pipeline. {@link LakeJob} describes its output.
 */
public final class CopyTablesJob {
  private CopyTablesJob() {}

  /** Runs the job. */
  public static void main(String[] arguments) throws Exception {
    LakeJob.main(arguments, JobProgram.COPY_TABLES, CopyTablesJob::run);
  }

  private static void run(LakeArguments arguments, LakeRoot lake, Progress progress) {
    LakeArguments.Database database = arguments.database().orElseThrow();
    new SourceTables(
            lake.session(),
            new Source(Launch.postgres(database.jdbcUrl(), database.user(), System.getenv())),
            progress)
        .copy(
            arguments.days().orElseThrow().last(),
            arguments.landing().orElseThrow(),
            arguments.runId());
  }
}
