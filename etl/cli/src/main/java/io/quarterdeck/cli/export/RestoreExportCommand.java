package io.quarterdeck.cli.export;

import io.quarterdeck.azure.blob.CurrentExport;
import io.quarterdeck.azure.blob.ExportRuns;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.azure.stack.Stacks;
import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.StackOptions;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.cli.terminal.TextTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes an earlier export the current one. */
@Command(
    name = "restore-export",
    mixinStandardHelpOptions = true,
    description = {
      "Makes an earlier export run the current one for readers of the Parquet files.",
      "Without --run, lists the available runs. Does not change the database: to roll back a",
      "load, use rollback."
    })
public final class RestoreExportCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private StackOptions stack;

  @Option(names = "--run", paramLabel = "ID", description = "The run, as in run=ID.")
  private Optional<String> run;

  @Override
  public Integer call() {
    String name = dataset.dataset().name();
    try (StepProgress progress = Output.of(command).step("restore-export")) {
      Stack opened = Stacks.open(stack.choice(), progress);
      ExportRuns runs = new ExportRuns(opened.blob(), name, progress);
      Optional<String> current =
          CurrentExport.read(opened.blob(), name, progress).map(export -> export.result().runId());
      if (run.isPresent()) {
        int files = runs.restore(run.get());
        Output.of(command)
            .result(
                out ->
                    out.printf(
                        "Readers of %s follow run %s now (%d files of Parquet), and no longer %s.%n",
                        name, run.get(), files, current.orElse("none")),
                new JsonObject().with("run", run).with("files", files).with("before", current)
                    ::text);
      } else {
        List<ExportRuns.Run> all = runs.all();
        Output.of(command).result(out -> list(all, current, out), () -> json(all, current));
      }
    }
    return 0;
  }

  private static String json(List<ExportRuns.Run> runs, Optional<String> current) {
    return new JsonObject()
        .with("current", current)
        .with(
            "runs",
            runs.stream()
                .map(
                    run ->
                        new JsonObject()
                            .with("run", run.id())
                            .with("published", run.published())
                            .with("rows", run.export().result().rows())
                            .with("loadIds", run.export().loadIds()))
                .toList())
        .text();
  }

  private static void list(List<ExportRuns.Run> runs, Optional<String> current, PrintWriter out) {
    TextTable table =
        new TextTable(
            TextTable.Heading.left("run"),
            TextTable.Heading.left("published"),
            TextTable.Heading.right("rows"),
            TextTable.Heading.left("loads"),
            TextTable.Heading.left(""));
    for (ExportRuns.Run run : runs) {
      table.add(
          run.id(),
          run.published().toString(),
          String.format(Locale.ROOT, "%,d", run.export().result().rows()),
          run.export().loadIds().toString(),
          current.filter(run.id()::equals).isPresent() ? "current" : "");
    }
    table.print(out);
  }
}
