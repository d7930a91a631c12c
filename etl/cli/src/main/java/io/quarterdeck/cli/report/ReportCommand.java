package io.quarterdeck.cli.report;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.StackOptions;
import io.quarterdeck.cli.options.SystemsOption;
import io.quarterdeck.cli.terminal.Interruption;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.failure.Failure;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the report of a stack. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the report of all systems of a stack: one HTML file that works offline.",
      "It shows the newest load, its rejects and columns, the loads over time, the sums of the",
      "export, the topics of the lakehouse, and the timings of the last bootstrap."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./quarterdeck report --dataset sales --open",
      "  ./quarterdeck report --serve",
      "  ./quarterdeck report --systems lakehouse --stack dev"
    })
public final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private StackOptions stack;
  @Mixin private SystemsOption systems;
  @Mixin private DatasetOption dataset;

  @Option(
      names = "--report",
      paramLabel = "HTML",
      defaultValue = "report.html",
      description = "The file for the report (default: ${DEFAULT-VALUE}).")
  private Path report;

  @Option(names = "--open", description = "Open the report in the browser.")
  private boolean open;

  @Option(
      names = "--serve",
      description = {
        "Serve the report on a random port of the loopback address until Ctrl-C, instead of a file.",
        "The page shows a bootstrap that runs, and is updated when results change."
      })
  private boolean serve;

  @Override
  public Integer call() {
    ReportRequest request =
        new ReportRequest(
            stack.choice(),
            stack.words(),
            systems.systems(),
            dataset.dataset(),
            Folders.current().state());
    if (serve) {
      serve(request);
      return 0;
    }
    Path file = report.toAbsolutePath().normalize();
    ReportCollection collected = write(request, file);
    Output.of(command)
        .result(out -> print(collected, file, out), () -> json(collected, file).text());
    openIfRequested(file.toUri());
    return 0;
  }

  private void serve(ReportRequest request) {
    Output output = Output.of(command);
    if (output.json()) {
      throw new ParameterException(
          command.commandLine(), "--serve has no JSON result; leave out --json");
    }
    try (ReportServer server = new ReportServer(new LiveReport(request))) {
      output.result(
          out -> out.println("Report: " + server.address() + " (Ctrl-C ends it)"), () -> "");
      openIfRequested(server.address());
      Interruption.explained(
          "The report is no longer served.",
          () -> {
            server.await();
            return 0;
          });
    }
  }

  private void openIfRequested(URI address) {
    if (open) {
      new Browser(System.getenv()).open(address);
    }
  }

  private ReportCollection write(ReportRequest request, Path file) {
    try (StepProgress progress = Output.of(command).step("report")) {
      ReportCollection collected =
          ReportCollection.collect(request, BootstrapStatus.steps(request.state()), progress);
      if (collected.isEmpty()) {
        throw Failure.of(
            "Cannot write the report: %s; expected results of at least one system.",
            String.join("; ", collected.missing()));
      }
      ReportFile.write(file, collected.page().html());
      progress.done(file.toString());
      return collected;
    }
  }

  private static void print(ReportCollection collected, Path file, PrintWriter out) {
    collected.systems().forEach(system -> system.highlights().print(out));
    out.println("Report: " + file.toUri());
  }

  private static JsonObject json(ReportCollection collected, Path file) {
    JsonObject object = new JsonObject().with("report", file);
    for (SystemReport system : collected.systems()) {
      object = system.highlights().addTo(object);
    }
    return object.with("missing", collected.missing());
  }
}
