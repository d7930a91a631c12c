package io.quarterdeck.local.command;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.stack.Folders;
import io.quarterdeck.etl.terminal.Console;
import io.quarterdeck.etl.terminal.StepProgress;
import io.quarterdeck.local.LocalStack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Deletes the local stack. */
@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    description = "Stops the local stack and deletes its data and credentials.")
final class ResetCommand implements Callable<Integer> {
  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Override
  public Integer call() {
    LocalStack stack = new LocalStack(Folders.current());
    if (!yes && !confirmed(stack)) {
      throw new Failure(
          "Cannot reset the local stack: nobody said yes; expected consent, as all tables and blobs"
              + " in "
              + stack.folder()
              + " are deleted. Pass --yes.");
    }
    try (StepProgress progress = Console.standard().step("local stack")) {
      stack.reset(progress);
      progress.done("deleted; ./quarterdeck local start makes a new one");
    }
    return 0;
  }

  private static boolean confirmed(LocalStack stack) {
    return Console.standard()
        .answer("Delete all tables and blobs in " + stack.folder() + "? Type yes to go on: ")
        .filter("yes"::equalsIgnoreCase)
        .isPresent();
  }
}
