package io.quarterdeck.cli.job;

import io.quarterdeck.azure.databricks.Registration;
import io.quarterdeck.azure.databricks.Unregistration;
import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.SystemsOption;
import io.quarterdeck.cli.options.WorkspaceOptions;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Deletes the objects that register and setup-workspace created. */
@Command(
    name = "unregister",
    mixinStandardHelpOptions = true,
    description = {
      "Deletes a dataset's job. With --systems lakehouse or streaming, deletes the jobs of this"
          + " system.",
      "Deleting the stack's last job also deletes everything else that register and setup-workspace"
          + " created in the workspace, except members and some of their rights, which it lists."
          + " Data and existing objects are not changed."
    })
public final class UnregisterCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private WorkspaceOptions workspace;
  @Mixin private SystemsOption systems;

  @Option(names = "--dry-run", description = "Print what would be deleted, without deleting it.")
  private boolean dryRun;

  @Option(
      names = "--catalog",
      paramLabel = "NAME",
      description = "The catalog given to register (default: the workspace's default catalog).")
  private Optional<String> catalog;

  @Override
  public Integer call() {
    Unregistration.Result result = unregister();
    Output.of(command)
        .result(
            out -> print(result, out),
            new JsonObject()
                    .with("dryRun", dryRun)
                    .with("deleted", result.deleted())
                    .with("kept", result.kept())
                ::text);
    return 0;
  }

  private void print(Unregistration.Result result, PrintWriter out) {
    if (result.deleted().isEmpty()) {
      out.println("There is nothing that register or setup-workspace created.");
    } else {
      out.println(dryRun ? "This would be deleted:" : "This was deleted:");
      result.deleted().forEach(line -> out.println("  " + line));
    }
    if (!result.kept().isEmpty()) {
      out.println("This remains, because other stacks of the workspace may use it:");
      result.kept().forEach(line -> out.println("  " + line));
    }
  }

  private Unregistration.Result unregister() {
    try (StepProgress progress = Output.of(command).step("unregister")) {
      WorkspaceOptions.Opened opened = workspace.open(progress);
      Unregistration unregistration =
          new Unregistration(opened.workspace(), opened.environment(), progress);
      Registration.Mode mode = dryRun ? Registration.Mode.DRY_RUN : Registration.Mode.APPLY;
      return switch (systems.one()) {
        case BATCH -> unregistration.run(dataset.dataset(), catalog, mode);
        case LAKEHOUSE -> unregistration.runLakehouse(catalog, mode);
        case STREAMING -> unregistration.runStreaming(catalog, mode);
      };
    }
  }
}
