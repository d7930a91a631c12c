package io.quarterdeck.cli.job;

import io.quarterdeck.azure.databricks.job.DatasetJob;
import io.quarterdeck.azure.databricks.job.WorkspaceJob;
import io.quarterdeck.azure.databricks.run.Cancellation;
import io.quarterdeck.azure.databricks.run.RunWatch;
import io.quarterdeck.azure.databricks.run.TaskState;
import io.quarterdeck.cli.lakehouse.LakehouseRuns;
import io.quarterdeck.cli.lakehouse.LakehouseStack;
import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.SystemsOption;
import io.quarterdeck.cli.options.WorkspaceOptions;
import io.quarterdeck.cli.streaming.StreamingRuns;
import io.quarterdeck.cli.streaming.StreamingStack;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.LakehouseJob;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.contract.StreamingJob;
import io.quarterdeck.loader.retry.Backoff;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Cancels active runs. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    description = {
      "Cancels a run of any job, or all active runs of a dataset's job.",
      "With --systems lakehouse or streaming, cancels all active runs of the jobs of this system."
    })
public final class CancelCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private WorkspaceOptions workspace;
  @Mixin private SystemsOption systems;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      description = "The run's id (default: all active runs).")
  private Optional<Long> run;

  @Override
  public Integer call() {
    Map<Long, Cancellation.Result> ends = new LinkedHashMap<>();
    try (StepProgress progress = Output.of(command).step("cancel")) {
      WorkspaceOptions.Opened opened = workspace.open(progress);
      for (Cancellation cancellation : cancellations(opened, progress)) {
        for (long id : run.map(List::of).orElseGet(cancellation::active)) {
          ends.put(id, cancellation.cancel(id));
        }
      }
    }
    Output.of(command).result(out -> print(ends, out), () -> json(ends));
    return 0;
  }

  /** A run identifies its job, so that the advice in messages needs no further option. */
  private List<Cancellation> cancellations(WorkspaceOptions.Opened opened, StepProgress progress) {
    List<Cancellation> known = new ArrayList<>();
    if (run.isPresent() || systems.one() == PlatformSystemName.LAKEHOUSE) {
      known.addAll(lakehouse(opened, progress));
    }
    if (run.isPresent() || systems.one() == PlatformSystemName.STREAMING) {
      known.addAll(streaming(opened, progress));
    }
    List<Cancellation> owners =
        known.stream().filter(cancellation -> run.filter(cancellation::owns).isPresent()).toList();
    if (!owners.isEmpty()) {
      return owners;
    }
    return switch (systems.one()) {
      case BATCH -> List.of(cancellation(opened, job(opened), progress));
      // Refuses a run that belongs to none of the jobs.
      case LAKEHOUSE, STREAMING -> run.isPresent() ? known.subList(0, 1) : known;
    };
  }

  private static Cancellation cancellation(
      WorkspaceOptions.Opened opened, Cancellation.Job job, StepProgress progress) {
    return new Cancellation(
        opened.workspace(), new RunWatch(opened.workspace(), Backoff.POLITE, progress), job);
  }

  /** Returns the cancellations of the jobs of the lakehouse, if the stack has this system. */
  private List<Cancellation> lakehouse(WorkspaceOptions.Opened opened, StepProgress progress) {
    boolean required = systems.one() == PlatformSystemName.LAKEHOUSE;
    if (!required && opened.connected().outputs().lakehouse().isEmpty()) {
      return List.of();
    }
    LakehouseStack lakehouse = LakehouseStack.of(opened.connected());
    LakehouseRuns runs =
        new LakehouseRuns(opened.workspace(), lakehouse.environment().stack(), progress);
    return Stream.of(LakehouseJob.values())
        .map(runs::job)
        .flatMap(job -> cancellation(opened, job, PlatformSystemName.LAKEHOUSE, progress).stream())
        .toList();
  }

  /** Returns the cancellations of the jobs of the streaming system, like those of the lakehouse. */
  private List<Cancellation> streaming(WorkspaceOptions.Opened opened, StepProgress progress) {
    if (systems.one() != PlatformSystemName.STREAMING
        && opened.connected().outputs().streaming().isEmpty()) {
      return List.of();
    }
    StreamingStack streaming = StreamingStack.of(opened.connected());
    StreamingRuns runs =
        new StreamingRuns(opened.workspace(), streaming.environment().stack(), progress);
    return Stream.of(StreamingJob.values())
        .map(runs::job)
        .flatMap(job -> cancellation(opened, job, PlatformSystemName.STREAMING, progress).stream())
        .toList();
  }

  /** Returns the cancellation of a job; empty if it need not exist and does not. */
  private Optional<Cancellation> cancellation(
      WorkspaceOptions.Opened opened,
      WorkspaceJob job,
      PlatformSystemName system,
      StepProgress progress) {
    Optional<Long> id = systems.one() == system ? Optional.of(job.id()) : job.registeredId();
    return id.map(
        found ->
            cancellation(
                opened,
                new Cancellation.Job(
                    found,
                    "the job " + job.name(),
                    "./quarterdeck runs --systems " + system.systemName() + workspace.words()),
                progress));
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
