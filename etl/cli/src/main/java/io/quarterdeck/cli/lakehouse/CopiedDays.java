package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.databricks.run.RunWatch;
import io.quarterdeck.azure.datafactory.PipelineRuns.Finished;
import io.quarterdeck.cli.bootstrap.BootstrapRequest;
import io.quarterdeck.cli.bootstrap.Steps.Outcome;
import io.quarterdeck.cli.report.TopicsReportData.Topic;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.Days;
import io.quarterdeck.contract.LakehouseJob;
import io.quarterdeck.contract.LakehouseJob.Parameter;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Copies the days that are missing with the pipelines, which start the jobs, and runs the jobs for
 * days that were copied but not processed.
 *
 * @param request the parameters of the bootstrap
 * @param lakehouse the lakehouse of the stack
 * @param source the source
 */
record CopiedDays(BootstrapRequest request, LakehouseStack lakehouse, SourceData source) {
  /** Copies and ingests the newest tables. An older copy would not change silver. */
  Outcome<Long> weekly(StepProgress progress) {
    long rows = 0;
    for (LocalDate day : source.missingTables(progress)) {
      rows += copies(progress).tables(day).rows();
    }
    LocalDate day = newest(LakehouseSource.USERS, progress);
    if (rows > 0) {
      return new Outcome<>(rows, "%,d rows of users and post types of %s".formatted(rows, day));
    }
    Map<Parameter, String> parameters = Map.of(Parameter.DAYS, day.toString());
    LakehouseRuns runs = runs(progress);
    if (runs.succeeded(LakehouseJob.WEEKLY, parameters).isPresent()) {
      return new Outcome<>(rows, "ingested already, " + day);
    }
    long run = runs.run(LakehouseJob.WEEKLY, parameters, watch(progress));
    return new Outcome<>(rows, "users and post types of " + day + " in run " + run);
  }

  /**
   * Copies the missing days, and processes the days whose topics were not counted yet. The run of
   * the pipeline for the last day starts the job for all of them.
   */
  Outcome<Long> daily(StepProgress progress) {
    List<LocalDate> missing = source.missingPosts(progress);
    if (missing.isEmpty()) {
      return process(progress);
    }
    LocalDate last = missing.get(missing.size() - 1);
    long rows = 0;
    for (LocalDate day : missing.subList(0, missing.size() - 1)) {
      rows += copies(progress).posts(day, () -> source.deliver(day, progress)).rows();
    }
    Set<LocalDate> open = new TreeSet<>(uncounted(progress));
    open.add(last);
    Days days = newest(open);
    Finished finished = copies(progress).posts(last, days, () -> source.deliver(last, progress));
    rows += finished.rows();
    return new Outcome<>(
        rows, "%,d posts copied, %s counted".formatted(rows, words(days.days().size())));
  }

  /** The last day is always one of them, because the pipeline copies it. */
  private static Days newest(Set<LocalDate> open) {
    List<LocalDate> all = List.copyOf(open);
    return new Days(all.subList(Math.max(0, all.size() - Days.MOST), all.size()));
  }

  private static String words(int days) {
    return days == 1 ? "1 day" : days + " days";
  }

  /** Runs the job for the copied days. */
  private Outcome<Long> process(StepProgress progress) {
    List<LocalDate> open = uncounted(progress);
    if (open.isEmpty()) {
      newest(LakehouseSource.POSTS, progress);
      return new Outcome<>(0L, "counted already");
    }
    Days days = new Days(open.subList(0, Math.min(open.size(), Days.MOST)));
    long run =
        runs(progress)
            .run(LakehouseJob.DAILY, Map.of(Parameter.DAYS, days.toString()), watch(progress));
    return new Outcome<>(
        0L, "%s to %s in run %d".formatted(words(days.days().size()), days.last(), run));
  }

  private List<LocalDate> uncounted(Progress progress) {
    Set<LocalDate> counted =
        new LakeResults(lakehouse.lake(progress))
            .topics().stream().map(Topic::day).collect(Collectors.toSet());
    List<LocalDate> open =
        new ArrayList<>(new LandedDays(lakehouse.landing(progress)).of(LakehouseSource.POSTS));
    open.removeAll(counted);
    return open;
  }

  private LocalDate newest(LakehouseSource from, Progress progress) {
    List<LocalDate> landed = new LandedDays(lakehouse.landing(progress)).of(from);
    return landed.get(landed.size() - 1);
  }

  private SourceCopies copies(Progress progress) {
    return new SourceCopies(lakehouse, request.deadline(), progress);
  }

  private LakehouseRuns runs(Progress progress) {
    return new LakehouseRuns(lakehouse.workspace(), lakehouse.environment().stack(), progress);
  }

  private RunWatch watch(Progress progress) {
    return new RunWatch(
        lakehouse.workspace(),
        Backoff.POLITE,
        new RunWatch.Limits(RunWatch.AWAY, request.deadline()),
        progress);
  }
}
