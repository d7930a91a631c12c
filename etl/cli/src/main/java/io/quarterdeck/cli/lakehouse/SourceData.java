package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.databricks.job.SampleDefinition;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.run.RunWatch;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.cli.bootstrap.BootstrapRequest;
import io.quarterdeck.cli.bootstrap.Steps.Outcome;
import io.quarterdeck.cli.options.SampleOptions.SampleData;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.Days;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.loader.load.Origin;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The source of a stack: on the local stack generated data, on Azure the data of the company.
 *
 * @param request the parameters of the bootstrap
 * @param stack the stack
 * @param lakehouse the lakehouse of the stack
 */
record SourceData(BootstrapRequest request, Stack stack, LakehouseStack lakehouse) {
  /** Fills the tables, creates the role of the data factory, and generates posts. */
  Outcome<Integer> create(StepProgress progress) {
    if (!isGenerated()) {
      return new Outcome<>(0, "none: Data Factory reads the source of this stack");
    }
    List<LocalDate> missing = missingPosts(progress);
    boolean hasTables = hasTables(progress);
    if (missing.isEmpty() && hasTables) {
      return new Outcome<>(0, "copied already");
    }
    SampleData sample = request.sample();
    if (!hasTables) {
      fillTables(sample, progress);
    }
    if (!missing.isEmpty()) {
      generatePosts(new Days(missing), progress);
    }
    return new Outcome<>(
        missing.size(),
        "%,d users, %,d posts of %d days"
            .formatted(sample.users(), sample.posts(), sample.days().days().size()));
  }

  private boolean isGenerated() {
    return lakehouse.environment().isLocal();
  }

  private void fillTables(SampleData sample, StepProgress progress) {
    Postgres postgres =
        new Postgres(stack.postgres(), "quarterdeck source data by " + Origin.here());
    new SourceStep(postgres, progress).fill(weeklyDay(), sample.users(), sample.seed());
    progress.phase("creating the role " + SourceRole.NAME);
    new SourceRole(lakehouse.connected(), postgres).create();
  }

  private void generatePosts(Days days, StepProgress progress) {
    SampleData sample = request.sample();
    WorkspaceJob job = LakehouseSteps.registration(request, lakehouse, progress).registerSample();
    long run =
        new LakehouseRuns(lakehouse.workspace(), lakehouse.environment().stack(), progress)
            .start(
                job,
                Map.of(
                    SampleDefinition.DAYS,
                    days.toString(),
                    SampleDefinition.ROWS,
                    Long.toString(sample.posts()),
                    SampleDefinition.SEED,
                    Long.toString(sample.seed()),
                    SampleDefinition.OUTPUT,
                    generated()));
    new RunWatch(
            lakehouse.workspace(),
            Backoff.POLITE,
            new RunWatch.Limits(RunWatch.AWAY, request.deadline()),
            progress)
        .awaitSuccess(run);
  }

  /**
   * Returns the days whose posts were not copied yet, in their order. On Azure, the schedule copies
   * the posts, so only the first day is missing, if no day was copied.
   */
  List<LocalDate> missingPosts(Progress progress) {
    List<LocalDate> landed = new LandedDays(lakehouse.landing(progress)).of(LakehouseSource.POSTS);
    if (!isGenerated()) {
      return landed.isEmpty() ? List.of(today()) : List.of();
    }
    return request.sample().days().days().stream().filter(day -> !landed.contains(day)).toList();
  }

  /** Returns the days whose tables were not copied yet, like {@link #missingPosts}. */
  List<LocalDate> missingTables(Progress progress) {
    if (!isGenerated()) {
      LandedDays days = new LandedDays(lakehouse.landing(progress));
      return days.of(LakehouseSource.USERS).isEmpty() ? List.of(today()) : List.of();
    }
    return hasTables(progress) ? List.of() : List.of(weeklyDay());
  }

  private boolean hasTables(Progress progress) {
    LandedDays days = new LandedDays(lakehouse.landing(progress));
    return days.of(LakehouseSource.USERS).contains(weeklyDay())
        && days.of(LakehouseSource.POST_TYPES).contains(weeklyDay());
  }

  /** The tables are copied on Mondays; without a Monday, on the first day. */
  private LocalDate weeklyDay() {
    Days days = request.sample().days();
    return days.days().stream()
        .filter(day -> day.getDayOfWeek() == DayOfWeek.MONDAY)
        .reduce((first, second) -> second)
        .orElse(days.first());
  }

  /** The pipelines count days in UTC. */
  private static LocalDate today() {
    return LocalDate.now(Clock.systemUTC());
  }

  /** Puts the posts of a day where the pipeline finds them. On Azure, the source does this. */
  void deliver(LocalDate day, Progress progress) {
    if (isGenerated()) {
      new PostsDelivery(lakehouse.landing(progress), progress).deliver(generated(), day);
    }
  }

  /** Other options generate other posts, which get a folder of their own. */
  private String generated() {
    return "generated/seed-%d-rows-%d".formatted(request.sample().seed(), request.sample().posts());
  }
}
