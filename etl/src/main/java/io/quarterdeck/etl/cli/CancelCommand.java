package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.databricks.job.QuarterlyJob;
import io.quarterdeck.etl.databricks.run.Cancellation;
import io.quarterdeck.etl.databricks.run.RunWatch;
import io.quarterdeck.etl.databricks.run.TaskState;
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
              opened.workspace(),
              new RunWatch(opened.workspace(), Pause.POLITE, progress),
              job(opened));
      for (long id : run.map(List::of).orElseGet(cancellation::active)) {
        lines.add(words(id, cancellation.cancel(id)));
      }
    }
    PrintWriter out = command.commandLine().getOut();
    (lines.isEmpty() ? List.of("There is no run that has not ended.") : lines)
        .forEach(out::println);
    out.flush();
    return 0;
  }

  private Cancellation.Job job(SiteOptions.Opened opened) {
    QuarterlyJob job = new QuarterlyJob(opened.workspace(), opened.site(), dataset.dataset());
    return new Cancellation.Job(
        job.id(),
        "the job " + job.name() + " of the stack " + opened.site().stack(),
        "./quarterdeck runs" + site.words() + dataset.words());
  }

  private static String words(long id, Cancellation.Result result) {
    TaskState state = result.state();
    return switch (result.end()) {
      case NOW -> "Run " + id + ": " + state.words();
      case BEFORE ->
          "Run "
              + id
              + " had ended before: "
              + state.words()
              + state.message().map(message -> " (" + message.strip() + ")").orElse("");
    };
  }
}
