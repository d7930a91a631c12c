package io.quarterdeck.cli.job;

import io.quarterdeck.azure.databricks.job.DatasetJob;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.run.RunStart;
import io.quarterdeck.azure.databricks.run.RunTokens;
import io.quarterdeck.azure.databricks.run.RunWatch;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.lakehouse.LakehouseRuns;
import io.quarterdeck.cli.lakehouse.LakehouseStack;
import io.quarterdeck.cli.lakehouse.ModelLog;
import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.DaysConverter;
import io.quarterdeck.cli.options.DeadlineOption;
import io.quarterdeck.cli.options.LakehouseJobConverter;
import io.quarterdeck.cli.options.Numbers;
import io.quarterdeck.cli.options.QuarterConverter;
import io.quarterdeck.cli.options.SystemsOption;
import io.quarterdeck.cli.options.WorkspaceOptions;
import io.quarterdeck.cli.terminal.Interruption;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.Days;
import io.quarterdeck.contract.LakehouseJob;
import io.quarterdeck.contract.LakehouseJob.Parameter;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.dataset.Quarter;
import io.quarterdeck.loader.retry.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts a run of the registered job. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a run of a dataset's job, or of a job of the lakehouse.",
      "If the response was lost, a repeated command finds the started run and does not start a"
          + " second one."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./quarterdeck run --stack dev --wait",
      "  ./quarterdeck run --stack dev --quarter 2026Q3"
    })
public final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private WorkspaceOptions workspace;
  @Mixin private DeadlineOption deadline;
  @Mixin private SystemsOption systems;

  @Option(
      names = "--job",
      paramLabel = "weekly|daily|train|maintenance",
      converter = LakehouseJobConverter.class,
      description = "Lakehouse: the job (default: daily).")
  private Optional<LakehouseJob> job;

  @Option(
      names = "--day",
      paramLabel = "DAY",
      converter = DaysConverter.class,
      description = "Lakehouse: the day of a weekly or daily run, or several days with commas.")
  private Optional<Days> days;

  @Option(
      names = "--wait",
      description = "Wait for the run to end; the exit code is 1 if it fails.")
  private boolean wait;

  @Option(
      names = "--quarter",
      paramLabel = "QUARTER",
      converter = QuarterConverter.class,
      description = "Export only this quarter, as in 2026Q3 (default: all quarters).")
  private Optional<Quarter> quarter;

  @Option(
      names = "--retry",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description =
          "With --wait: how long to retry if the workspace does not respond (default:"
              + " ${DEFAULT-VALUE}).")
  private long retrySeconds;

  /** Returns the stored idempotency tokens of runs. */
  static RunTokens tokens(WorkspaceOptions.Opened opened) {
    return new RunTokens(Folders.current().runs(opened.environment().stack()));
  }

  private long follow(WorkspaceOptions.Opened opened, long id, StepProgress progress) {
    RunWatch.Limits limits =
        new RunWatch.Limits(Duration.ofSeconds(retrySeconds), deadline.deadline());
    new RunWatch(opened.workspace(), Backoff.POLITE, limits, progress).awaitSuccess(id);
    return id;
  }

  @Override
  public Integer call() {
    Numbers.requireAtLeast(command, "--retry", retrySeconds, 0);
    checkOptions();
    try (StepProgress progress = Output.of(command).step("run")) {
      WorkspaceOptions.Opened opened = workspace.open(progress);
      Started started =
          switch (systems.one()) {
            case BATCH -> startBatch(opened, progress);
            case LAKEHOUSE -> startLakehouse(opened, progress);
            case STREAMING -> throw systems.withoutJobs();
          };
      long id = started.id();
      if (wait) {
        Interruption.explained(
            "Interrupted: run " + id + " continues. Cancel it with ./quarterdeck cancel " + id,
            () -> follow(opened, id, progress));
        logTraining(opened, progress);
        progress.done("run " + id + " succeeded");
      }
      print(id, started.link() + "/runs/" + id);
    }
    return 0;
  }

  /** Shows the model of a finished training in the experiment of the stack. */
  private void logTraining(WorkspaceOptions.Opened opened, StepProgress progress) {
    if (systems.one() == PlatformSystemName.LAKEHOUSE
        && job.filter(LakehouseJob.TRAIN::equals).isPresent()) {
      ModelLog.of(LakehouseStack.of(opened.connected()), progress).write();
    }
  }

  /**
   * A started run.
   *
   * @param link the URL of the job's page
   */
  private record Started(long id, String link) {}

  private Started startBatch(WorkspaceOptions.Opened opened, StepProgress progress) {
    DatasetJob registered =
        new DatasetJob(opened.workspace(), opened.environment(), dataset.dataset());
    long id = new RunStart(opened.workspace(), registered, tokens(opened), progress).start(quarter);
    return new Started(id, registered.link(registered.id()));
  }

  private Started startLakehouse(WorkspaceOptions.Opened opened, StepProgress progress) {
    LakehouseRuns runs =
        new LakehouseRuns(opened.workspace(), opened.environment().stack(), progress);
    LakehouseJob chosen = job.orElse(LakehouseJob.DAILY);
    long id =
        runs.start(
            chosen, days.map(each -> Map.of(Parameter.DAYS, each.toString())).orElse(Map.of()));
    WorkspaceJob registered = runs.job(chosen);
    return new Started(id, registered.link(registered.id()));
  }

  private void checkOptions() {
    List<String> foreign = new ArrayList<>();
    switch (systems.one()) {
      case BATCH -> {
        job.ifPresent(each -> foreign.add("--job"));
        days.ifPresent(each -> foreign.add("--day"));
      }
      case STREAMING -> throw systems.withoutJobs();
      case LAKEHOUSE -> {
        quarter.ifPresent(each -> foreign.add("--quarter"));
        boolean needsDay = job.orElse(LakehouseJob.DAILY).parameters().contains(Parameter.DAYS);
        if (needsDay != days.isPresent()) {
          throw new ParameterException(
              command.commandLine(),
              "The job %s %s"
                  .formatted(
                      job.orElse(LakehouseJob.DAILY).shortName(),
                      needsDay ? "needs --day" : "has no --day"));
        }
        if (job.filter(LakehouseJob.REPLAY::equals).isPresent()) {
          throw new ParameterException(
              command.commandLine(), "The command replay starts the job replay");
        }
      }
    }
    systems.refuse(foreign);
  }

  private void print(long id, String link) {
    Output.of(command)
        .result(
            out -> {
              out.println(
                  wait
                      ? "Run " + id + " succeeded."
                      : "Started run " + id + ". Follow it: ./quarterdeck runs");
              out.println("  " + link);
            },
            new JsonObject()
                    .with("run", id)
                    .with("status", wait ? "succeeded" : "started")
                    .with("link", link)
                ::text);
  }
}
