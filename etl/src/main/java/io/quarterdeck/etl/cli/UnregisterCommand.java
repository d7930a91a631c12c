package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.databricks.Registration;
import io.quarterdeck.etl.databricks.Unregistration;
import io.quarterdeck.etl.terminal.JsonObject;
import io.quarterdeck.etl.terminal.Output;
import io.quarterdeck.etl.terminal.StepProgress;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes away what register made. */
@Command(
    name = "unregister",
    mixinStandardHelpOptions = true,
    description = {
      "Deletes a dataset's quarterly job.",
      "With the stack's last job goes all else that register made in the workspace. No data is touched, and nothing that was there before."
    })
final class UnregisterCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private WorkspaceOptions workspace;

  @Option(names = "--dry-run", description = "Say what would be deleted; delete nothing.")
  private boolean dryRun;

  @Option(
      names = "--catalog",
      paramLabel = "NAME",
      description = "The catalog that register was given (default: the workspace's own).")
  private Optional<String> catalog;

  @Override
  public Integer call() {
    List<String> lines = unregister();
    Output.of(command)
        .result(
            out -> print(lines, out),
            new JsonObject().with("dryRun", dryRun).with("deleted", lines)::text);
    return 0;
  }

  private void print(List<String> lines, PrintWriter out) {
    if (lines.isEmpty()) {
      out.println("Nothing that register made is there.");
    } else {
      out.println(dryRun ? "This would be deleted:" : "This was deleted:");
      lines.forEach(line -> out.println("  " + line));
    }
  }

  private List<String> unregister() {
    try (StepProgress progress = Output.of(command).step("unregister")) {
      WorkspaceOptions.Opened opened = workspace.open(progress);
      return new Unregistration(opened.workspace(), opened.environment(), progress)
          .run(
              dataset.dataset(),
              catalog,
              dryRun ? Registration.Mode.DRY_RUN : Registration.Mode.APPLY);
    }
  }
}
