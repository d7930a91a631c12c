package io.quarterdeck.etl.cli;

import static java.util.stream.Collectors.joining;

import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.load.Rollback;
import io.quarterdeck.etl.terminal.Console;
import io.quarterdeck.etl.terminal.StepProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Goes back to the load before. */
@Command(
    name = "rollback",
    mixinStandardHelpOptions = true,
    description = "Takes the newest load of a dataset back: readers see what they saw before it.")
final class RollbackCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private TargetOptions target;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "How long to wait for a load of this dataset (default: ${DEFAULT-VALUE}).")
  private long waitSeconds;

  @Override
  public Integer call() {
    Numbers.requireAtLeast(command, "--wait", waitSeconds, 0);
    Dataset described = dataset.dataset();
    Rollback.Result result;
    try (StepProgress progress = Console.standard().step("rollback")) {
      TargetOptions.Opened opened = target.open("rollback of " + described.name(), progress);
      result =
          new Rollback(opened.postgres(), described, Duration.ofSeconds(waitSeconds), progress)
              .run();
    }
    PrintWriter out = command.commandLine().getOut();
    out.println("Took load %d (%s) back.".formatted(result.from().id(), result.from().file()));
    out.println(
        result.to().isEmpty()
            ? "The loads that it was added to are as they were."
            : result.to().stream()
                .map(load -> "Readers see load %d (%s) again.".formatted(load.id(), load.file()))
                .collect(joining(System.lineSeparator())));
    out.flush();
    return 0;
  }
}
