package io.quarterdeck.cli.load;

import static java.util.stream.Collectors.joining;

import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.Numbers;
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
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Rolls back the newest load. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = "Rolls back the newest load of a dataset: readers see the previous state again.")
public final class RollbackCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private TargetOptions target;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description =
          "How long to wait for a running load of this dataset (default: ${DEFAULT-VALUE}).")
  private long waitSeconds;

  @Override
  public Integer call() {
    Numbers.requireAtLeast(command, "--wait", waitSeconds, 0);
    Rollback.Result result = rollback(dataset.dataset());
    Output.of(command).result(out -> print(result, out), () -> json(result));
    return 0;
  }

  private Rollback.Result rollback(Dataset described) {
    try (StepProgress progress = Output.of(command).step("rollback")) {
      TargetOptions.Opened opened = target.open("rollback of " + described.name(), progress);
      return new Rollback(opened.postgres(), described, Duration.ofSeconds(waitSeconds), progress)
          .run();
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
