package io.quarterdeck.local.command;

import io.quarterdeck.etl.stack.Folders;
import io.quarterdeck.etl.terminal.Console;
import io.quarterdeck.etl.terminal.StepProgress;
import io.quarterdeck.local.LocalStack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops what runs. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = "Stops PostgreSQL and Azurite; their data stays.")
final class StopCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    try (StepProgress progress = Console.standard().step("local stack")) {
      new LocalStack(Folders.current()).stop(progress);
      progress.done("stopped; its data stays");
    }
    return 0;
  }
}
