package io.quarterdeck.cli.job;

import io.quarterdeck.azure.databricks.job.DatasetJob;
import io.quarterdeck.azure.databricks.run.Backfill;
import io.quarterdeck.azure.databricks.run.RunStart;
import io.quarterdeck.azure.databricks.run.RunWatch;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.cli.batch.QuartersWithRows;
import io.quarterdeck.cli.lakehouse.LakehouseBackfill;
import io.quarterdeck.cli.lakehouse.LakehouseRuns;
import io.quarterdeck.cli.lakehouse.LakehouseStack;
import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.DeadlineOption;
import io.quarterdeck.cli.options.SystemsOption;
import io.quarterdeck.cli.options.WorkspaceOptions;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.Days;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.Quarter;
import io.quarterdeck.loader.load.Origin;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.retry.Backoff;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the job for a range of quarters. */
@Command(
    name = "backfill",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a dataset's job for several quarters, one after the other.",
      "With --systems lakehouse, runs the weekly and the daily job for the landed days of an"
          + " interval."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ./quarterdeck backfill --stack dev --from 2022Q1 --to 2022Q4"})
public final class BackfillCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private WorkspaceOptions workspace;
  @Mixin private DeadlineOption deadline;
  @Mixin private SystemsOption systems;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "QUARTER|DAY",
      converter = BackfillBound.Converter.class,
      description = "The first quarter, as in 2022Q1; lakehouse: the first day, as in 2026-01-04.")
  private BackfillBound from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "QUARTER|DAY",
      converter = BackfillBound.Converter.class,
      description = "The last quarter or day.")
  private BackfillBound to;

  @Override
  public Integer call() {
    return switch (systems.one()) {
      case BATCH -> callBatch();
      case LAKEHOUSE -> callLakehouse();
      case STREAMING -> throw systems.withoutBackfill();
    };
  }

  private int callLakehouse() {
    LocalDate first = from.requireDay(command, "--from");
    LocalDate last = to.requireDay(command, "--to");
    if (last.isBefore(first)) {
      throw outOfOrder();
    }
    if (ChronoUnit.DAYS.between(first, last) >= Days.MOST) {
      throw new ParameterException(
          command.commandLine(),
          "Invalid value for option '--to': %s; expected at most %d days".formatted(to, Days.MOST));
    }
    LakehouseBackfill.Result result;
    try (StepProgress progress = Output.of(command).step("backfill")) {
      WorkspaceOptions.Opened opened = workspace.open(progress);
      result =
          new LakehouseBackfill(
                  LakehouseStack.of(opened.connected()),
                  new LakehouseRuns(opened.workspace(), opened.environment().stack(), progress),
                  watch(opened, progress),
                  progress)
              .run(first, last);
      progress.done(result.days().size() + " days");
    }
    Output.of(command)
        .result(
            out ->
                out.println(
                    "Ran " + result.days().size() + " days, " + first + " to " + last + "."),
            new JsonObject()
                    .with("from", first)
                    .with("to", last)
                    .with("days", result.days())
                    .with("runs", result.runs())
                ::text);
    return 0;
  }

  private RunWatch watch(WorkspaceOptions.Opened opened, StepProgress progress) {
    return new RunWatch(
        opened.workspace(),
        Backoff.POLITE,
        new RunWatch.Limits(RunWatch.AWAY, deadline.deadline()),
        progress);
  }

  private ParameterException outOfOrder() {
    return new ParameterException(
        command.commandLine(),
        "Invalid value for option '--to': " + to + "; expected " + from + " or later");
  }

  private int callBatch() {
    List<Quarter> quarters =
        from.requireQuarter(command, "--from").to(to.requireQuarter(command, "--to"));
    if (quarters.isEmpty()) {
      throw outOfOrder();
    }
    List<Quarter> found;
    try (StepProgress progress = Output.of(command).step("backfill")) {
      WorkspaceOptions.Opened opened = workspace.open(progress);
      Dataset described = dataset.dataset();
      found = quartersWithRows(opened.stack(), described, quarters, progress);
      DatasetJob job = new DatasetJob(opened.workspace(), opened.environment(), described);
      new Backfill(
              new RunStart(opened.workspace(), job, RunCommand.tokens(opened), progress),
              watch(opened, progress),
              progress)
          .run(found);
      progress.done(found.size() + " runs succeeded");
    }
    Output.of(command)
        .result(
            out -> out.println("Ran " + from + " to " + to + "."),
            new JsonObject().with("from", from).with("to", to).with("runs", found.size())::text);
    return 0;
  }

  private static List<Quarter> quartersWithRows(
      Stack stack, Dataset described, List<Quarter> quarters, StepProgress progress) {
    Postgres postgres =
        new Postgres(
            stack.postgres(),
            "quarterdeck backfill of " + described.name() + " by " + Origin.here());
    return new QuartersWithRows(stack, postgres, described).of(quarters, progress);
  }
}
