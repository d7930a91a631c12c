package io.quarterdeck.jobs;

import io.quarterdeck.contract.Days;
import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.silver.DayIngest;
import io.quarterdeck.jobs.silver.LandedDay;
import io.quarterdeck.jobs.silver.WaitingRows;
import io.quarterdeck.loader.progress.Progress;
import java.time.LocalDate;
import java.util.List;

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
    String input = arguments.input().orElseThrow();
    List<LocalDate> days =
        arguments
            .days()
            .map(Days::days)
            .orElseGet(() -> LandedDay.newest(lake.files(), input).stream().toList());
    if (days.isEmpty()) {
      progress.note("There is no copy in %s yet.".formatted(input));
    }
    for (LocalDate day : days) {
      ingest.ingest(day, input + "/" + day);
    }
    String dataset = arguments.dataset().get().name();
    if (WaitingRows.areListed(dataset)) {
      new WaitingRows(lake, dataset).write();
    }
  }
}
