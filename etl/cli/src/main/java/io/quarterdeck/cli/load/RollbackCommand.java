package io.quarterdeck.cli.load;

import static java.util.stream.Collectors.joining;

import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.LockWaitOption;
import io.quarterdeck.cli.options.TargetOptions;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.ledger.LedgerEntry;
import io.quarterdeck.loader.load.Rollback;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Rolls back the newest load. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = "Rolls back the newest load of a dataset: readers see the previous state again.",
    footerHeading = "%nExamples:%n",
    footer = {"  ./quarterdeck rollback --dataset sales"})
public final class RollbackCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private TargetOptions target;
  @Mixin private LockWaitOption lock;

  @Override
  public Integer call() {
    Duration lockWait = lock.lockWait();
    Rollback.Result result = rollback(dataset.dataset(), lockWait);
    Output.of(command).result(out -> print(result, out), () -> json(result));
    return 0;
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
