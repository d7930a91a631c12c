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
          + " pipelines, source, weekly, daily, report. Streaming: stack, event hub, jobs,"
          + " pipelines, batch, events, orders, report. The report shows the systems that have results.",
      "The first step also does what prepare-server does.",
      "A repeated run does only what is missing."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./quarterdeck bootstrap",
      "  ./quarterdeck bootstrap --file sales.csv --dataset sales",
      "  ./quarterdeck bootstrap --file data --dataset sales",
      "  ./quarterdeck bootstrap --stack dev",
      "  ./quarterdeck bootstrap --systems batch,lakehouse"
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
      paramLabel = "FILE",
      description = {
        "The file to load; or a folder or a quoted pattern such as 'data/2024-*.csv', whose files",
        "are read as one (default: none if a load is published, else the generated reference",
        "file)."
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
    if (file.isEmpty()) {
      print(bootstrap(described, Optional.empty()));
      return 0;
    }
    try (InputFile input = InputFile.openNamed(file.get(), described, command)) {
      print(input.explained(() -> bootstrap(described, Optional.of(input))));
    }
    return 0;
  }

  private BootstrapResult bootstrap(Dataset described, Optional<InputFile> input) {
    BootstrapRequest request =
        new BootstrapRequest(
            stack.choice(),
            stack.words(),
            systems.systems(),
            sample.sample(),
            described,
            dataset.file(),
            input,
            loadOn,
            reading.rejectLimit(),
            reading.duplicates(),
            reading.rejects(described),
            report.toAbsolutePath().normalize(),
            deadline.deadline(),
            catalog,
            Folders.current());
    return Interruption.explained(
        "Interrupted. Run ./quarterdeck bootstrap again to continue.",
        () -> new Bootstrap(request, Output.of(command).console()).run());
  }

  private void print(BootstrapResult result) {
    Output.of(command).result(out -> result.print(out, stack.words()), result::json);
  }
}
