package io.quarterdeck.cli.job;

import io.quarterdeck.azure.databricks.job.DatasetJob;
import io.quarterdeck.azure.databricks.run.RunHistory;
import io.quarterdeck.azure.databricks.run.RunRecord;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.cli.lakehouse.LakehouseRuns;
import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.LimitOption;
import io.quarterdeck.cli.options.SystemsOption;
import io.quarterdeck.cli.options.WorkspaceOptions;
import io.quarterdeck.cli.streaming.StreamingRuns;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.LakehouseJob;
import io.quarterdeck.contract.StreamingJob;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.ledger.Ledger;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.load.Origin;
import io.quarterdeck.loader.postgres.Postgres;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the job's runs. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the runs of a dataset's job: what they loaded and cost.",
      "With --systems lakehouse or streaming, lists the runs of the jobs of this system, and the"
          + " updates of the declarative pipeline.",
      "The rows come from the ledger; the cost is an estimate."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  ./quarterdeck runs --stack dev", "  ./quarterdeck runs --stack dev --json"})
public final class RunsCommand implements Callable<Integer> {
  private static final int LOADS_LOOKED_AT = 500;

  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private WorkspaceOptions workspace;
  @Mixin private LimitOption limit;
  @Mixin private SystemsOption systems;

  @Override
  public Integer call() {
    return switch (systems.one()) {
      case BATCH -> callBatch();
      case LAKEHOUSE -> callLakehouse();
      case STREAMING -> callStreaming();
    };
  }

  private int callLakehouse() {
    int most = limit.limit();
    List<SystemRunsText.Entry> found = new ArrayList<>();
    try (StepProgress progress = Output.of(command).step("runs")) {
      WorkspaceOptions.Opened opened = workspace.open(progress);
      LakehouseRuns runs =
          new LakehouseRuns(opened.workspace(), opened.environment().stack(), progress);
      for (LakehouseJob job : LakehouseJob.values()) {
        found.addAll(entries(job.shortName(), runs.newest(job, most)));
      }
    }
    return print(found, most);
  }

  private int callStreaming() {
    int most = limit.limit();
    List<SystemRunsText.Entry> found = new ArrayList<>();
    try (StepProgress progress = Output.of(command).step("runs")) {
      WorkspaceOptions.Opened opened = workspace.open(progress);
      StreamingRuns runs =
          new StreamingRuns(opened.workspace(), opened.environment().stack(), progress);
      for (StreamingJob job : StreamingJob.values()) {
        found.addAll(entries(job.shortName(), runs.newest(job, most)));
      }
      runs.newestUpdates(most).forEach(update -> found.add(SystemRunsText.Entry.of(update)));
    }
    return print(found, most);
  }

  private static List<SystemRunsText.Entry> entries(String job, List<RunRecord> runs) {
    return runs.stream().map(run -> SystemRunsText.Entry.of(job, run)).toList();
  }

  private int print(List<SystemRunsText.Entry> found, int most) {
    SystemRunsText text = SystemRunsText.of(systems.one(), found, most, ZoneId.systemDefault());
    Output.of(command).result(text::print, text::json);
    return 0;
  }

  private int callBatch() {
    int most = limit.limit();
    Dataset described = dataset.dataset();
    try (StepProgress progress = Output.of(command).step("runs")) {
      WorkspaceOptions.Opened opened = workspace.open(progress);
      DatasetJob job = new DatasetJob(opened.workspace(), opened.environment(), described);
      long id = job.id();
      List<RunRecord> runs = new RunHistory(opened.workspace(), Clock.systemUTC()).newest(id, most);
      Optional<List<LedgerEntry>> loads = loads(opened.stack(), described, progress);
      Function<RunRecord, Optional<LoadedByRun>> loaded =
          run -> loads.flatMap(ledger -> LoadedByRun.of(run, ledger, more(ledger)));
      RunsText text = new RunsText(described, ZoneId.systemDefault());
      String link = job.link(id);
      Output.of(command)
          .result(
              out -> {
                text.print(runs, loaded, out);
                out.println("The job: " + link);
              },
              () -> RunsText.json(runs, loaded, link));
    }
    return 0;
  }

  private static LoadedByRun.More more(List<LedgerEntry> ledger) {
    return ledger.size() < LOADS_LOOKED_AT ? LoadedByRun.More.NONE : LoadedByRun.More.OLDER_ONES;
  }

  /**
   * Returns the loads in the ledger; empty if the database cannot be reached, because the runs are
   * useful without them.
   */
  private static Optional<List<LedgerEntry>> loads(
      Stack stack, Dataset described, StepProgress progress) {
    try {
      Postgres postgres =
          new Postgres(stack.postgres(), "quarterdeck list of runs by " + Origin.here());
      return Optional.of(
          Ledger.read(
              postgres, ledger -> ledger.recent(Optional.of(described.name()), LOADS_LOOKED_AT)));
    } catch (Failure e) {
      progress.note("Without the ledger's figures: " + e.getMessage());
      return Optional.empty();
    }
  }
}
