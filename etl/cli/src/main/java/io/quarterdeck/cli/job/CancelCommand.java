package io.quarterdeck.cli.job;

import io.quarterdeck.azure.databricks.job.DatasetJob;
import io.quarterdeck.azure.databricks.run.Cancellation;
import io.quarterdeck.azure.databricks.run.RunWatch;
import io.quarterdeck.azure.databricks.run.TaskState;
import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.WorkspaceOptions;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.retry.Backoff;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Cancels active runs. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = "Cancels a run of a dataset's job, or all active runs.")
public final class CancelCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private WorkspaceOptions workspace;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "The run's id (default: all active runs of the job).")
  private Optional<Long> run;

  @Override
  public Integer call() {
    Map<Long, Cancellation.Result> ends = new LinkedHashMap<>();
    try (StepProgress progress = Output.of(command).step("cancel")) {
      WorkspaceOptions.Opened opened = workspace.open(progress);
      Cancellation cancellation =
          new Cancellation(
              opened.workspace(),
              new RunWatch(opened.workspace(), Backoff.POLITE, progress),
              job(opened));
      for (long id : run.map(List::of).orElseGet(cancellation::active)) {
        ends.put(id, cancellation.cancel(id));
      }
    }
    Output.of(command).result(out -> print(ends, out), () -> json(ends));
    return 0;
  }

  private Cancellation.Job job(WorkspaceOptions.Opened opened) {
    DatasetJob job = new DatasetJob(opened.workspace(), opened.environment(), dataset.dataset());
    return new Cancellation.Job(
        job.id(),
        "the job " + job.name() + " of the stack " + opened.environment().stack(),
        "./quarterdeck runs" + workspace.words() + dataset.words());
  }

  private static void print(Map<Long, Cancellation.Result> ends, PrintWriter out) {
    if (ends.isEmpty()) {
      out.println("There are no active runs.");
    }
    ends.forEach((id, end) -> out.println(words(id, end)));
  }

  private static String words(long id, Cancellation.Result result) {
    TaskState state = result.state();
    return switch (result.end()) {
      case NOW -> "Run " + id + ": " + state.words();
      case BEFORE ->
          "Run "
              + id
              + " had already ended: "
              + state.words()
              + state.message().map(message -> " (" + message.strip() + ")").orElse("");
    };
  }

  private static String json(Map<Long, Cancellation.Result> ends) {
    return new JsonObject()
        .with(
            "runs",
            ends.entrySet().stream()
                .map(
                    end ->
                        new JsonObject()
                            .with("run", end.getKey())
                            .with("state", end.getValue().state().words()))
                .toList())
        .text();
  }
}
