package io.quarterdeck.cli.job;

import io.quarterdeck.azure.databricks.job.QuarterlyJob;
import io.quarterdeck.azure.databricks.run.Backfill;
import io.quarterdeck.azure.databricks.run.RunStart;
import io.quarterdeck.azure.databricks.run.RunWatch;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.cli.batch.QuartersWithRows;
import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.DeadlineOption;
import io.quarterdeck.cli.options.QuarterConverter;
import io.quarterdeck.cli.options.WorkspaceOptions;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.Quarter;
import io.quarterdeck.loader.load.Origin;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.retry.Backoff;
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
    description = "Runs a dataset's quarterly job for several quarters, one after the other.")
public final class BackfillCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private WorkspaceOptions workspace;
  @Mixin private DeadlineOption deadline;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "QUARTER",
      converter = QuarterConverter.class,
      description = "The first quarter, as in 2022Q1.")
  private Quarter from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "QUARTER",
      converter = QuarterConverter.class,
      description = "The last quarter.")
  private Quarter to;

  @Override
  public Integer call() {
    List<Quarter> quarters = from.to(to);
    if (quarters.isEmpty()) {
      throw new ParameterException(
          command.commandLine(),
          "Invalid value for option '--to': " + to + "; expected " + from + " or later");
    }
    List<Quarter> found;
    try (StepProgress progress = Output.of(command).step("backfill")) {
      WorkspaceOptions.Opened opened = workspace.open(progress);
      Dataset described = dataset.dataset();
      found = quartersWithRows(opened.stack(), described, quarters, progress);
      QuarterlyJob job = new QuarterlyJob(opened.workspace(), opened.environment(), described);
      new Backfill(
              new RunStart(opened.workspace(), job, RunCommand.tokens(opened), progress),
              new RunWatch(
                  opened.workspace(),
                  Backoff.POLITE,
                  new RunWatch.Limits(RunWatch.AWAY, deadline.deadline()),
                  progress),
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
