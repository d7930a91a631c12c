package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.databricks.job.QuarterlyJob;
import io.quarterdeck.etl.databricks.run.Cancellation;
import io.quarterdeck.etl.databricks.run.RunWatch;
import io.quarterdeck.etl.databricks.workspace.Pause;
import io.quarterdeck.etl.terminal.JsonObject;
import io.quarterdeck.etl.terminal.Output;
import io.quarterdeck.etl.terminal.StepProgress;
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
    Map<Long, String> ends = new LinkedHashMap<>();
    try (StepProgress progress = Output.of(command).step("cancel")) {
      SiteOptions.Opened opened = site.open(progress);
      Cancellation cancellation =
          new Cancellation(
              opened.workspace(), new RunWatch(opened.workspace(), Pause.POLITE, progress));
      QuarterlyJob job = new QuarterlyJob(opened.workspace(), opened.site(), dataset.dataset());
      List<Long> runs = run.map(List::of).orElseGet(() -> cancellation.active(job.id()));
      for (long id : runs) {
        ends.put(id, cancellation.cancel(id).words());
      }
    }
    Output.of(command).result(out -> print(ends, out), () -> json(ends));
    return 0;
  }

  private static void print(Map<Long, String> ends, PrintWriter out) {
    if (ends.isEmpty()) {
      out.println("No run goes on.");
    }
    ends.forEach((id, end) -> out.println("Run " + id + ": " + end));
  }

  private static String json(Map<Long, String> ends) {
    return new JsonObject()
        .with(
            "runs",
            ends.entrySet().stream()
                .map(
                    end -> new JsonObject().with("run", end.getKey()).with("state", end.getValue()))
                .toList())
        .text();
  }
}
