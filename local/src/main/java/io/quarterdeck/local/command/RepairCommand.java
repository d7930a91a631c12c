package io.quarterdeck.local.command;

import io.quarterdeck.etl.stack.Folders;
import io.quarterdeck.etl.terminal.JsonObject;
import io.quarterdeck.etl.terminal.Output;
import io.quarterdeck.etl.terminal.StepProgress;
import io.quarterdeck.local.platform.LocalPlatform;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes again what is gone of the platform. */
@Command(
    name = "repair",
    mixinStandardHelpOptions = true,
    description = {
      "Starts what does not run, and runs the Pulumi program again: what is gone of the platform, or was",
      "changed, is as the program says once more. Data that is there stays."
    })
final class RepairCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    try (StepProgress progress = Output.of(command).step("local stack")) {
      new LocalPlatform(Folders.current()).repair(progress);
      progress.done("its platform is as the Pulumi program says");
    }
    Output.of(command).result(out -> {}, new JsonObject().with("status", "repaired")::text);
    return 0;
  }
}
