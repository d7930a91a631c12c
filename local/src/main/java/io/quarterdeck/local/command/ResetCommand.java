package io.quarterdeck.local.command;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.LocalStack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Deletes the local stack. */
@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    description = "Stops the local stack and deletes its data and credentials.")
final class ResetCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(names = "--yes", description = "Do not ask for confirmation.")
  private boolean yes;

  @Override
  public Integer call() {
    LocalStack stack = new LocalStack(Folders.current());
    if (!yes && !confirmed(stack)) {
      throw Failure.of(
          "Cannot reset the local stack: the reset was not confirmed; expected "
              + "confirmation, because all tables and blobs in %s are deleted. Pass --yes.",
          stack.folder());
    }
    try (StepProgress progress = Output.of(command).step("local stack")) {
      stack.reset(progress);
      progress.done("deleted; ./quarterdeck local start creates a new one");
    }
    Output.of(command).result(out -> {}, new JsonObject().with("status", "deleted")::text);
    return 0;
  }

  private boolean confirmed(LocalStack stack) {
    return Output.of(command)
        .console()
        .answer("Delete all tables and blobs in " + stack.folder() + "? Type yes to continue: ")
        .filter("yes"::equalsIgnoreCase)
        .isPresent();
  }
}
