package io.quarterdeck.local.command;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.local.platform.LocalPlatform;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Recreates missing resources of the platform. */
@Command(
    name = "repair",
    mixinStandardHelpOptions = true,
    description = {
      "Starts the components that are not running, and runs the Pulumi program again, which recreates",
      "missing resources and reverts changed resources. Existing data is kept."
    })
final class RepairCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    try (StepProgress progress = Output.of(command).step("local stack")) {
      new LocalPlatform(Folders.current()).repair(progress);
      progress.done("the platform matches the Pulumi program");
    }
    Output.of(command).result(out -> {}, new JsonObject().with("status", "repaired")::text);
    return 0;
  }
}
