package io.quarterdeck.cli.bootstrap;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.load.InputFile;
import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.DeadlineOption;
import io.quarterdeck.cli.options.RowReadingOptions;
import io.quarterdeck.cli.options.SampleOptions;
import io.quarterdeck.cli.options.StackOptions;
import io.quarterdeck.cli.options.SystemsOption;
import io.quarterdeck.cli.terminal.Interruption;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.loader.dataset.Dataset;
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
      "Sets up a stack with data. Batch: stack, file, load, export, report. Lakehouse: stack, jobs,"
          + " source, landing, weekly, daily, report.",
      "The first step also does what prepare-server does.",
      "A repeated run does only what is missing."
    })
public final class BootstrapCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private StackOptions stack;
  @Mixin private DeadlineOption deadline;
  @Mixin private RowReadingOptions reading;
  @Mixin private SystemsOption systems;
  @Mixin private SampleOptions sample;

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

  @Option(
      names = "--catalog",
      paramLabel = "NAME",
      description = "The catalog for the jobs' files (default: the workspace's default catalog).")
  private Optional<String> catalog;

  @Override
  public Integer call() {
    Dataset described = dataset.dataset();
    BootstrapRequest request =
        new BootstrapRequest(
            stack.choice(),
            systems.systems(),
            sample.sample(),
            described,
            dataset.file(),
            file.map(given -> InputFile.named(given, described)),
            loadOn,
            reading.rejectLimit(),
            reading.duplicates(),
            reading.rejects(described),
            report.toAbsolutePath().normalize(),
            deadline.deadline(),
            catalog,
            Folders.current());
    BootstrapResult result =
        Interruption.explained(
            "Interrupted. Run ./quarterdeck bootstrap again to continue.",
            () -> new Bootstrap(request, Output.of(command).console()).run());
    Output.of(command).result(out -> result.print(out, stack.words()), result::json);
    return 0;
  }
}
