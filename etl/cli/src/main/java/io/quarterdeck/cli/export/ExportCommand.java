package io.quarterdeck.cli.export;

import io.quarterdeck.azure.stack.ExportResult;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.azure.stack.Stacks;
import io.quarterdeck.cli.batch.ExportStep;
import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.DeadlineOption;
import io.quarterdeck.cli.options.StackOptions;
import io.quarterdeck.cli.terminal.Interruption;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.load.Origin;
import io.quarterdeck.loader.postgres.Postgres;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the export job. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Exports a dataset's published loads to Parquet and aggregates in Blob.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./quarterdeck export --stack dev --dataset sales"})
public final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private StackOptions stack;
  @Mixin private DeadlineOption deadline;

  @Option(names = "--force", description = "Export even if the current export is up to date.")
  private boolean force;

  @Override
  public Integer call() {
    ExportStep.Result result =
        Interruption.explained(
            "Interrupted. The manifest still names the previous export, if any. Run this again.",
            this::export);
    Output.of(command).result(out -> print(result, out), () -> json(result));
    return 0;
  }

  private static String json(ExportStep.Result result) {
    ExportResult export = result.export();
    return new JsonObject()
        .with("status", result.outcome().name().toLowerCase(Locale.ROOT))
        .with("runId", export.runId())
        .with("rows", export.rows())
        .with("data", export.data())
        .with("aggregates", export.aggregates())
        .with("manifest", export.manifest())
        .text();
  }

  private static void print(ExportStep.Result result, PrintWriter out) {
    ExportResult export = result.export();
    out.println(
        result.outcome() == ExportStep.Outcome.EXPORTED
            ? String.format(
                Locale.ROOT, "Exported %,d rows as run %s.", export.rows(), export.runId())
            : "The published loads are exported already, as run "
                + export.runId()
                + ". Nothing to do; --force exports them again.");
    out.println("  data        " + export.data());
    export.aggregates().ifPresent(where -> out.println("  aggregates  " + where));
    out.println("  manifest    " + export.manifest());
  }

  private ExportStep.Result export() {
    Dataset described = dataset.dataset();
    try (StepProgress progress = Output.of(command).step("export")) {
      Stack opened = Stacks.open(stack.choice(), progress);
      Postgres postgres =
          new Postgres(
              opened.postgres(),
              "quarterdeck export of " + described.name() + " by " + Origin.here());
      return new ExportStep(opened, postgres, described, dataset.file(), deadline.deadline())
          .run(force ? ExportStep.When.ALWAYS : ExportStep.When.NEEDED, progress);
    }
  }
}
