package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.azure.databricks.run.RunWatch;
import io.quarterdeck.contract.Days;
import io.quarterdeck.contract.LakehouseJob;
import io.quarterdeck.contract.LakehouseJob.Parameter;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs the jobs for the landed days of an interval: first the weekly job for its copies of tables,
 * then the daily job. Each job runs once for all days, so that one cluster starts.
 *
 * @param stack the stack
 * @param runs starts the runs
 * @param watch waits for the runs
 * @param progress receives what is done
 */
public record LakehouseBackfill(
    LakehouseStack stack, LakehouseRuns runs, RunWatch watch, Progress progress) {
  /**
   * The result.
   *
   * @param days the days whose posts were ingested
   * @param runs the ids of the runs
   */
  public record Result(List<LocalDate> days, List<Long> runs) {}

  /**
   * Runs the jobs, and waits for them.
   *
   * @throws Failure if no day of the interval is landed, or a run fails
   */
  public Result run(LocalDate first, LocalDate last) {
    LandedDays landed = new LandedDays(landing());
    List<LocalDate> tables = within(landed.of(LakehouseSource.USERS), first, last);
    List<LocalDate> posts = within(landed.of(LakehouseSource.POSTS), first, last);
    if (posts.isEmpty()) {
      throw Failure.of(
          "Cannot run the days %s to %s: found none of them in landing/%s; expected at least one."
              + " Run the pipeline copyDay of the data factory for them, then run this again.",
          first, last, LakehouseSource.POSTS.folder());
    }
    Days all = Days.between(first, last);
    all.days().stream()
        .filter(day -> !posts.contains(day))
        .forEach(day -> progress.note(day + " is not landed, and was left out"));
    List<Long> ids = new ArrayList<>();
    if (!tables.isEmpty()) {
      ids.add(run(LakehouseJob.WEEKLY, tables));
    }
    ids.add(run(LakehouseJob.DAILY, posts));
    return new Result(posts, ids);
  }

  private LakeFiles landing() {
    return stack.landing(progress);
  }

  private long run(LakehouseJob job, List<LocalDate> days) {
    return runs.run(job, Map.of(Parameter.DAYS, new Days(days).toString()), watch);
  }

  private static List<LocalDate> within(List<LocalDate> days, LocalDate first, LocalDate last) {
    return days.stream().filter(day -> !day.isBefore(first) && !day.isAfter(last)).toList();
  }
}
