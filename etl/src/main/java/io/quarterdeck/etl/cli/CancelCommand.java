package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.databricks.job.QuarterlyJob;
import io.quarterdeck.etl.databricks.run.Cancellation;
import io.quarterdeck.etl.databricks.run.RunWatch;
import io.quarterdeck.etl.databricks.workspace.Pause;
import io.quarterdeck.etl.terminal.Console;
import io.quarterdeck.etl.terminal.StepProgress;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Ends runs that go on. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = "Ends a run of a dataset's quarterly job, or all that have not ended.")
final class CancelCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private SiteOptions site;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "The run's id (default: all of the job that have not ended).")
  private Optional<Long> run;

  @Override
  public Integer call() {
    List<String> lines = new ArrayList<>();
    try (StepProgress progress = Console.standard().step("cancel")) {
      SiteOptions.Opened opened = site.open(progress);
      Cancellation cancellation =
          new Cancellation(
              opened.workspace(), new RunWatch(opened.workspace(), Pause.POLITE, progress));
      QuarterlyJob job = new QuarterlyJob(opened.workspace(), opened.site(), dataset.dataset());
      List<Long> runs = run.map(List::of).orElseGet(() -> cancellation.active(job.id()));
      for (long id : runs) {
        lines.add("Run " + id + ": " + cancellation.cancel(id).words());
      }
    }
    PrintWriter out = command.commandLine().getOut();
    (lines.isEmpty() ? List.of("No run goes on.") : lines).forEach(out::println);
    out.flush();
    return 0;
  }
}
