package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.databricks.LakehouseRegistration;
import io.quarterdeck.azure.databricks.Registration;
import io.quarterdeck.azure.databricks.job.JobOptions;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.job.SampleDefinition;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.run.RunRecord;
import io.quarterdeck.azure.databricks.run.RunWatch;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.cli.bootstrap.BootstrapRequest;
import io.quarterdeck.cli.bootstrap.Reach;
import io.quarterdeck.cli.bootstrap.Steps;
import io.quarterdeck.cli.bootstrap.Steps.Outcome;
import io.quarterdeck.cli.bootstrap.SystemResult;
import io.quarterdeck.cli.bootstrap.SystemSteps;
import io.quarterdeck.cli.options.SampleOptions.SampleData;
import io.quarterdeck.cli.report.TopicsReportData.Topic;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.Days;
import io.quarterdeck.contract.LakehouseJob;
import io.quarterdeck.contract.LakehouseJob.Parameter;
import io.quarterdeck.contract.LakehouseSource;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.load.Origin;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.retry.Backoff;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The steps of the lakehouse: jobs, source, landing, weekly, daily and report. Weekly data is
 * ingested before daily data. On the local stack, the steps source and landing generate data and
 * land it; on Azure, Data Factory lands the data, and these steps do nothing.
 */
public final class LakehouseSteps implements SystemSteps {
  @Override
  public PlatformSystemName system() {
    return PlatformSystemName.LAKEHOUSE;
  }

  @Override
  public int count() {
    return 6;
  }

  @Override
  public SystemResult run(BootstrapRequest request, Stack stack, Reach reach, Steps steps) {
    LakehouseStack lakehouse = steps.run("jobs", progress -> register(request, progress));
    Sources sources = new Sources(request, stack, lakehouse);
    steps.run("source", sources::create);
    steps.run("landing", sources::land);
    steps.run("weekly", progress -> weekly(request, lakehouse, progress));
    steps.run("daily", progress -> daily(request, lakehouse, progress));
    Path report = report(request);
    List<Topic> top =
        steps.run(
            "report",
            progress ->
                new Outcome<>(
                    LakehouseReport.write(lakehouse, report, steps.timings(), progress),
                    report.toString()));
    return new LakehouseResult(top, report, lakehouse.outputs().lake().blobEndpoint());
  }

  /** With the batch system in the same bootstrap, each report has a file of its own. */
  private static Path report(BootstrapRequest request) {
    return request.systems().equals(Set.of(PlatformSystemName.LAKEHOUSE))
        ? request.report()
        : request.report().resolveSibling("topics-" + request.report().getFileName());
  }

  private static Outcome<LakehouseStack> register(BootstrapRequest request, StepProgress progress) {
    LakehouseStack lakehouse = LakehouseStack.open(request.stack(), progress);
    LakehouseRegistration.Result result =
        registration(request, lakehouse, progress).run(Registration.Mode.APPLY);
    return new Outcome<>(
        lakehouse, result.isUnchanged() ? "registered already" : "registered the jobs");
  }

  private static LakehouseRegistration registration(
      BootstrapRequest request, LakehouseStack lakehouse, StepProgress progress) {
    return LakehouseRegister.registration(
        lakehouse.environment(),
        lakehouse.workspace(),
        JobOptions.defaults(lakehouse.environment()),
        new JobUpsert.Policy(WorkspaceJob.Adoption.REFUSE, JobUpsert.Drift.REVERT),
        request.catalog(),
        progress);
  }

  private static RunWatch watch(
      BootstrapRequest request, LakehouseStack lakehouse, StepProgress progress) {
    return new RunWatch(
        lakehouse.workspace(),
        Backoff.POLITE,
        new RunWatch.Limits(RunWatch.AWAY, request.deadline()),
        progress);
  }

  private static LakehouseRuns runs(LakehouseStack lakehouse, StepProgress progress) {
    return new LakehouseRuns(lakehouse.workspace(), lakehouse.environment().stack(), progress);
  }

  /** Ingests the newest copy of the tables. An older copy would not change silver. */
  private static Outcome<Long> weekly(
      BootstrapRequest request, LakehouseStack lakehouse, StepProgress progress) {
    List<LocalDate> landed = new LandedDays(lakehouse.landing(progress)).of(LakehouseSource.USERS);
    if (landed.isEmpty()) {
      throw nothingLanded(LakehouseSource.USERS);
    }
    String day = landed.get(landed.size() - 1).toString();
    Map<Parameter, String> parameters = Map.of(Parameter.DAYS, day);
    LakehouseRuns runs = runs(lakehouse, progress);
    Optional<RunRecord> before = runs.succeeded(LakehouseJob.WEEKLY, parameters);
    if (before.isPresent()) {
      return new Outcome<>(
          before.get().id(), "ingested already, " + day + " in run " + before.get().id());
    }
    long run = runs.run(LakehouseJob.WEEKLY, parameters, watch(request, lakehouse, progress));
    return new Outcome<>(run, "users and post types of " + day + " in run " + run);
  }

  /** Runs the landed days whose topics were not counted yet. */
  private static Outcome<Integer> daily(
      BootstrapRequest request, LakehouseStack lakehouse, StepProgress progress) {
    Set<LocalDate> counted =
        new LakeResults(lakehouse.lake(progress))
            .topics().stream().map(Topic::day).collect(Collectors.toSet());
    List<LocalDate> landed = new LandedDays(lakehouse.landing(progress)).of(LakehouseSource.POSTS);
    if (landed.isEmpty()) {
      throw nothingLanded(LakehouseSource.POSTS);
    }
    List<LocalDate> open = landed.stream().filter(day -> !counted.contains(day)).toList();
    if (open.isEmpty()) {
      return new Outcome<>(0, "counted already, " + landed.size() + " days");
    }
    Days days = new Days(open.subList(0, Math.min(open.size(), Days.MOST)));
    long run =
        runs(lakehouse, progress)
            .run(
                LakehouseJob.DAILY,
                Map.of(Parameter.DAYS, days.toString()),
                watch(request, lakehouse, progress));
    return new Outcome<>(
        open.size(), "%d days to %s in run %d".formatted(days.days().size(), days.last(), run));
  }

  private static Failure nothingLanded(LakehouseSource source) {
    return Failure.of(
        "Cannot ingest %s: found no day with a manifest in landing/%s; expected at least one. Run"
            + " the pipeline copyDay of the data factory, then run this again.",
        source.dataset(), source.folder());
  }

  /**
   * The generated source data of the local stack.
   *
   * @param request the parameters of the bootstrap
   * @param stack the stack
   * @param lakehouse the lakehouse of the stack
   */
  private record Sources(BootstrapRequest request, Stack stack, LakehouseStack lakehouse) {
    /** Fills the tables, and runs the job that generates posts and copies the tables. */
    Outcome<Integer> create(StepProgress progress) {
      if (!lakehouse.environment().isLocal()) {
        return new Outcome<>(0, "none: Data Factory reads the source of this stack");
      }
      List<LocalDate> missing = missing(progress);
      boolean tables = hasTables(progress);
      if (missing.isEmpty() && tables) {
        return new Outcome<>(0, "landed already");
      }
      SampleData sample = request.sample();
      LocalDate weekly = weeklyDay(sample.days());
      new SourceStep(
              new Postgres(stack.postgres(), "quarterdeck source data by " + Origin.here()),
              progress)
          .fill(weekly, sample.users(), sample.seed());
      WorkspaceJob job = registration(request, lakehouse, progress).registerSample();
      long run =
          runs(lakehouse, progress)
              .start(
                  job,
                  Map.of(
                      SampleDefinition.DAYS,
                      (missing.isEmpty() ? sample.days() : new Days(missing)).toString(),
                      SampleDefinition.WEEKLY_DAY,
                      weekly.toString(),
                      SampleDefinition.ROWS,
                      Long.toString(sample.posts()),
                      SampleDefinition.SEED,
                      Long.toString(sample.seed()),
                      SampleDefinition.OUTPUT,
                      generated()));
      watch(request, lakehouse, progress).awaitSuccess(run);
      return new Outcome<>(
          missing.size(),
          "%,d users, %,d posts of %d days"
              .formatted(sample.users(), sample.posts(), sample.days().days().size()));
    }

    /** Lands each day that is not landed yet, in the order of the days. */
    Outcome<Integer> land(StepProgress progress) {
      if (!lakehouse.environment().isLocal()) {
        return new Outcome<>(0, "none: Data Factory lands the data of this stack");
      }
      List<LocalDate> missing = missing(progress);
      LandingStep landing = new LandingStep(lakehouse.landing(progress), progress);
      for (LocalDate day : missing) {
        landing.deliver(generated(), day);
        landing.land(day, "bootstrap-" + request.sample().seed(), request.sample().posts());
      }
      return new Outcome<>(
          missing.size(), missing.isEmpty() ? "landed already" : missing.size() + " days");
    }

    private List<LocalDate> missing(StepProgress progress) {
      List<LocalDate> landed =
          new LandedDays(lakehouse.landing(progress)).of(LakehouseSource.POSTS);
      return request.sample().days().days().stream().filter(day -> !landed.contains(day)).toList();
    }

    private boolean hasTables(StepProgress progress) {
      LandedDays days = new LandedDays(lakehouse.landing(progress));
      LocalDate weekly = weeklyDay(request.sample().days());
      return days.of(LakehouseSource.USERS).contains(weekly)
          && days.of(LakehouseSource.POST_TYPES).contains(weekly);
    }

    /** The tables are copied on Mondays; without a Monday, on the first day. */
    private static LocalDate weeklyDay(Days days) {
      return days.days().stream()
          .filter(day -> day.getDayOfWeek() == DayOfWeek.MONDAY)
          .reduce((first, second) -> second)
          .orElse(days.first());
    }

    /** Other options generate other posts, which get a folder of their own. */
    private String generated() {
      return "generated/seed-%d-rows-%d"
          .formatted(request.sample().seed(), request.sample().posts());
    }
  }
}
