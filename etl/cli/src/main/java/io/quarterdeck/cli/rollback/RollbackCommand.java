package io.quarterdeck.cli.rollback;

import static java.util.stream.Collectors.joining;

import io.quarterdeck.cli.lakehouse.LakehouseRollback;
import io.quarterdeck.cli.lakehouse.LakehouseRollback.LaterRuns;
import io.quarterdeck.cli.lakehouse.LakehouseStack;
import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.DeadlineOption;
import io.quarterdeck.cli.options.LimitOption;
import io.quarterdeck.cli.options.LockWaitOption;
import io.quarterdeck.cli.options.SystemsOption;
import io.quarterdeck.cli.options.TargetOptions;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.load.Rollback;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Rolls back the newest load, or a run of the lakehouse. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = {
      "Rolls back the newest load of a dataset: readers see the previous state again.",
      "With --systems lakehouse and --run or --day, restores the tables of the lakehouse that the"
          + " run changed to the versions before. Without --run and --day, lists the runs and the"
          + " versions."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./quarterdeck rollback --dataset sales",
      "  ./quarterdeck rollback --systems lakehouse",
      "  ./quarterdeck rollback --systems lakehouse --day 2026-11-30"
    })
public final class RollbackCommand implements Callable<Integer> {
  private static final String DISCARD = "--discard-later";

  /** The options of the lakehouse that the batch system does not have. */
  private static final List<String> OF_LAKEHOUSE =
      List.of("--run", "--day", DISCARD, "--limit", "--deadline");

  /** The options of the batch system that the lakehouse does not have. */
  private static final List<String> OF_BATCH = List.of("--dataset", "--jdbc-url", "--wait");

  @Spec private CommandSpec command;
  @Mixin private SystemsOption systems;
  @Mixin private DatasetOption dataset;
  @Mixin private TargetOptions target;
  @Mixin private LockWaitOption lock;
  @Mixin private LimitOption limit;
  @Mixin private DeadlineOption deadline;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = {
        "Lakehouse: the run that is rolled back, as the list names it, or the id of a run of",
        "./quarterdeck runs --systems lakehouse."
      })
  private Optional<String> run;

  @Option(
      names = "--day",
      paramLabel = "DAY",
      description = "Lakehouse: roll back the run that ingested this day last.")
  private Optional<LocalDate> day;

  @Option(
      names = DISCARD,
      description = {
        "Lakehouse: also roll back later runs that changed the same tables, or that computed gold",
        "from them."
      })
  private boolean discardLater;

  @Override
  public Integer call() {
    return switch (systems.one()) {
      case BATCH -> callBatch();
      case LAKEHOUSE -> callLakehouse();
      case STREAMING ->
          throw new ParameterException(
              command.commandLine(),
              "Invalid value for option '--systems': streaming; expected batch or lakehouse. The"
                  + " command replay --from bronze computes silver of this system again");
    };
  }

  private int callBatch() {
    refuse(OF_LAKEHOUSE);
    Duration lockWait = lock.lockWait();
    Rollback.Result result = rollback(dataset.dataset(), lockWait);
    Output.of(command).result(out -> print(result, out), () -> json(result));
    return 0;
  }

  private int callLakehouse() {
    refuse(OF_BATCH);
    if (run.isPresent() && day.isPresent()) {
      throw new ParameterException(command.commandLine(), "--day takes the place of --run");
    }
    if (discardLater && run.isEmpty() && day.isEmpty()) {
      throw new ParameterException(command.commandLine(), DISCARD + " needs --run or --day");
    }
    return run.isEmpty() && day.isEmpty() ? list(limit.limit()) : rollBackRun();
  }

  private void refuse(List<String> foreign) {
    ParseResult used = command.commandLine().getParseResult();
    systems.refuse(foreign.stream().filter(used::hasMatchedOption).toList());
  }

  private int list(int most) {
    RollbackList list;
    try (StepProgress progress = Output.of(command).step("rollback")) {
      LakehouseRollback lakehouse = lakehouse(progress);
      list =
          new RollbackList(
              lakehouse.runs().stream().limit(most).toList(),
              lakehouse.unfinished(),
              ZoneId.systemDefault());
    }
    Output.of(command).result(list::print, list::json);
    return 0;
  }

  private int rollBackRun() {
    LakehouseRollback.Result result;
    try (StepProgress progress = Output.of(command).step("rollback")) {
      LaterRuns later = discardLater ? LaterRuns.DISCARD : LaterRuns.REFUSE;
      LakehouseRollback lakehouse = lakehouse(progress);
      result =
          day.isPresent()
              ? lakehouse.rollBack(day.get(), later)
              : lakehouse.rollBack(run.orElseThrow(), later);
      progress.done("rolled back " + result.run());
    }
    RolledBackText text = new RolledBackText(result);
    Output.of(command).result(text::print, text::json);
    return 0;
  }

  private LakehouseRollback lakehouse(StepProgress progress) {
    return new LakehouseRollback(
        LakehouseStack.open(target.choice(), progress),
        target.words(),
        deadline.deadline(),
        progress);
  }

  private Rollback.Result rollback(Dataset described, Duration lockWait) {
    try (StepProgress progress = Output.of(command).step("rollback")) {
      TargetOptions.Opened opened = target.open("rollback of " + described.name(), progress);
      return new Rollback(opened.postgres(), described, lockWait, progress).run();
    }
  }

  private static String json(Rollback.Result result) {
    return new JsonObject()
        .with("rolledBack", json(result.from()))
        .with("published", result.to().stream().map(RollbackCommand::json).toList())
        .text();
  }

  private static JsonObject json(LedgerEntry load) {
    return new JsonObject().with("loadId", load.id()).with("file", load.file());
  }

  private static void print(Rollback.Result result, PrintWriter out) {
    out.println("Took load %d (%s) back.".formatted(result.from().id(), result.from().file()));
    out.println(
        result.to().isEmpty()
            ? "The loads before it are unchanged."
            : result.to().stream()
                .map(load -> "Readers see load %d (%s) again.".formatted(load.id(), load.file()))
                .collect(joining(System.lineSeparator())));
  }
}
