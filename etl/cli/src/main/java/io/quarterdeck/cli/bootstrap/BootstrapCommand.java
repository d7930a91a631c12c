package io.quarterdeck.cli.bootstrap;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.load.InputFile;
import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.DeadlineOption;
import io.quarterdeck.cli.options.RowReadingOptions;
import io.quarterdeck.cli.options.StackOptions;
import io.quarterdeck.cli.terminal.Interruption;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.loader.dataset.Dataset;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a bootstrap: a stack, a loaded table, an export and a report. */
@Command(
    name = "bootstrap",
    mixinStandardHelpOptions = true,
    description = {
      "Sets up a stack with data: stack, file, load, export, report.",
      "A repeated run does only what is missing."
    })
public final class BootstrapCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private StackOptions stack;
  @Mixin private DeadlineOption deadline;
  @Mixin private RowReadingOptions reading;

  @Option(
      names = "--file",
      paramLabel = "CSV",
      description = {
        "The file to load (default: none if a load is published, else the generated",
        "reference file)."
      })
  private Optional<String> file;

  @Option(
      names = "--load-on",
      paramLabel = "here|databricks|auto",
      defaultValue = "auto",
      description = {
        "Where the load runs: here, or in the job's load task inside the stack's network,",
        "after an upload to the landing container. auto: here if PostgreSQL accepts connections",
        "from here (default: ${DEFAULT-VALUE})."
      })
  private LoadOn loadOn;

  @Option(
      names = "--report",
      paramLabel = "HTML",
      defaultValue = "report.html",
      description = "The file for the report (default: ${DEFAULT-VALUE}).")
  private Path report;

  @Override
  public Integer call() {
    Dataset described = dataset.dataset();
    BootstrapRequest request =
        new BootstrapRequest(
            stack.choice(),
            described,
            dataset.file(),
            file.map(InputFile::named),
            loadOn,
            reading.rejectLimit(),
            reading.duplicates(),
            reading.rejects(described),
            report.toAbsolutePath().normalize(),
            deadline.deadline(),
            Folders.current());
    BootstrapResult result =
        Interruption.explained(
            "Interrupted. Run ./quarterdeck bootstrap again to continue.",
            () -> new Bootstrap(request, Output.of(command).console()).run());
    Output.of(command).result(out -> print(described, result, out), () -> json(described, result));
    return 0;
  }

  private static String json(Dataset dataset, BootstrapResult result) {
    return new JsonObject()
        .with("loadId", result.loadId())
        .with("table", dataset.table())
        .with("jdbcUrl", result.stack().postgres().jdbcUrl())
        .with("blob", result.stack().blob().url())
        .with("runId", result.export().runId())
        .with("rows", result.export().rows())
        .with("data", result.export().data())
        .with("aggregates", result.export().aggregates())
        .with("manifest", result.export().manifest())
        .with("report", result.report())
        .text();
  }

  private void print(Dataset dataset, BootstrapResult result, PrintWriter out) {
    out.println();
    out.println("Where everything is");
    line(out, "table", dataset.table() + " at " + result.stack().postgres().jdbcUrl());
    line(out, "Parquet", result.export().data() + " at " + result.stack().blob().url());
    result.export().aggregates().ifPresent(where -> line(out, "aggregates", where));
    line(out, "manifest", result.export().manifest());
    line(out, "ledger", "load " + result.loadId() + " in quarterdeck.load");
    result.report().ifPresent(file -> line(out, "report", file.toUri().toString()));
    suggest(stack.words(), out);
  }

  private static void suggest(String sameStack, PrintWriter out) {
    out.println();
    out.println("Try next");
    // The width of the longest command with the stack's name.
    String row = "  ./quarterdeck %-" + ("load FILE" + sameStack).length() + "s  %s%n";
    out.printf(row, "loads" + sameStack, "the ledger");
    out.printf(row, "runs" + sameStack, "the job's runs, what they loaded and cost");
    out.printf(row, "doctor" + sameStack, "check everything that the stack needs");
    out.printf(
        row, "load FILE" + sameStack, "load your own file (validate it first with check FILE)");
    out.printf(row, "rollback" + sameStack, "restore the previous load");
  }

  private static void line(PrintWriter out, String name, String value) {
    out.printf("  %-12s%s%n", name, value);
  }
}
