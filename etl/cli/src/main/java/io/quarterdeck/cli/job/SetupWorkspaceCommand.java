package io.quarterdeck.cli.job;

import io.quarterdeck.azure.databricks.Registration;
import io.quarterdeck.azure.databricks.WorkspaceSetup;
import io.quarterdeck.azure.databricks.setup.WorkspacePrincipal;
import io.quarterdeck.cli.options.WorkspaceOptions;
import io.quarterdeck.cli.terminal.Interruption;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Sets a stack's Databricks workspace up for its jobs, once. */
@Command(
    name = "setup-workspace",
    mixinStandardHelpOptions = true,
    description = {
      "Sets the stack's Databricks workspace up, once, by a person with the rights in"
          + " docs/databricks.md: members, access to the lake, the volume, the secret scope, and"
          + " the rights of the job and of who registers it.",
      "A repeated run creates only what is missing."
    })
public final class SetupWorkspaceCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private WorkspaceOptions workspace;

  @Option(
      names = "--registrar",
      paramLabel = "NAME",
      description = {
        "Who may run register: the application id of a service principal, such as the pipeline's,",
        "or the e-mail address of a user. Can be repeated (default: you)."
      })
  private List<String> registrars = List.of();

  @Option(
      names = "--runner",
      paramLabel = "NAME",
      description = {
        "Who may start and cancel runs of the jobs that exist, but not register any: the"
            + " application id of a service principal, such as the data factory's,",
        "or the e-mail address of a user. Can be repeated."
      })
  private List<String> runners = List.of();

  @Option(
      names = "--administrator",
      paramLabel = "NAME",
      description = {
        "Who else may run setup-workspace: becomes an administrator of the workspace, and manages"
            + " what this command creates. Can be repeated."
      })
  private List<String> administrators = List.of();

  @Option(
      names = "--catalog",
      paramLabel = "NAME",
      description = "The catalog for the jobs' files (default: the workspace's default catalog).")
  private Optional<String> catalog;

  @Option(names = "--dry-run", description = "Print what would be created, without creating it.")
  private boolean dryRun;

  @Override
  public Integer call() {
    List<String> lines =
        Interruption.explained(
            "Interrupted. Objects created so far are kept. Run setup-workspace again to continue.",
            this::setUp);
    Output.of(command)
        .result(
            out -> print(lines, out),
            new JsonObject().with("dryRun", dryRun).with("changes", lines)::text);
    return 0;
  }

  private List<String> setUp() {
    List<WorkspacePrincipal> named = registrars.stream().map(WorkspacePrincipal::new).toList();
    List<WorkspacePrincipal> starting = runners.stream().map(WorkspacePrincipal::new).toList();
    try (StepProgress progress = Output.of(command).step("setup-workspace")) {
      WorkspaceOptions.Opened opened = workspace.openAsContributor(progress);
      return new WorkspaceSetup(
              new WorkspaceSetup.Request(
                  opened.environment(),
                  named.isEmpty() ? List.of(new WorkspacePrincipal(opened.user())) : named,
                  starting,
                  administrators.stream().map(WorkspacePrincipal::new).toList(),
                  catalog),
              opened.workspace(),
              progress)
          .run(dryRun ? Registration.Mode.DRY_RUN : Registration.Mode.APPLY);
    }
  }

  private void print(List<String> lines, PrintWriter out) {
    if (lines.isEmpty()) {
      out.println("Everything is up to date: nothing to create.");
    } else {
      out.println(dryRun ? "This would be created:" : "This was created:");
      lines.forEach(line -> out.println("  " + line));
    }
  }
}
