package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.stack.StackChoice;
import io.quarterdeck.cli.options.StackOptions;
import io.quarterdeck.cli.options.SystemsOption;
import io.quarterdeck.cli.report.TopicsReportData.Topic;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.PlatformSystemName;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the report of the lakehouse. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the report of the lakehouse.",
      "The report is an HTML file without other files. It shows the top 10 topics of the newest day,",
      "and the topics over the days. bootstrap writes the report of the batch system."
    })
public final class ReportCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private StackOptions stack;
  @Mixin private SystemsOption systems;

  @Option(
      names = "--report",
      paramLabel = "HTML",
      defaultValue = "topics.html",
      description = "The file for the report (default: ${DEFAULT-VALUE}).")
  private Path report;

  @Override
  public Integer call() {
    if (!systems.systems().isEmpty() && systems.one() != PlatformSystemName.LAKEHOUSE) {
      throw new ParameterException(
          command.commandLine(),
          "Invalid value for option '--systems': "
              + systems.one().systemName()
              + "; expected lakehouse, because bootstrap writes the report of the batch system");
    }
    StackChoice choice = stack.choice();
    Path file = report.toAbsolutePath().normalize();
    List<Topic> top;
    try (StepProgress progress = Output.of(command).step("report")) {
      LakehouseStack opened = LakehouseStack.open(choice, progress);
      top = LakehouseReport.write(opened, file, List.of(), progress);
      progress.done(file.toString());
    }
    Output.of(command)
        .result(
            out -> TopTopics.print(top, out),
            new JsonObject().with("report", file).with("topics", TopTopics.json(top))::text);
    return 0;
  }
}
