package io.quarterdeck.local.command;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.local.LocalStack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops the running components. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description =
        "Stops all servers of the local stack, also the event hub and Airflow. Data is kept.")
final class StopCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    try (StepProgress progress = Output.of(command).step("local stack")) {
      new LocalStack(Folders.current()).stop(progress);
      progress.done("stopped; its data is kept");
    }
    Output.of(command).result(out -> {}, new JsonObject().with("status", "stopped")::text);
    return 0;
  }
}
