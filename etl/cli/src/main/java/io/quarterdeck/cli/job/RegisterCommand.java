package io.quarterdeck.cli.job;

import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.connection.JobLogin;
import io.quarterdeck.azure.databricks.Registration;
import io.quarterdeck.azure.databricks.RegistrationRequest;
import io.quarterdeck.azure.databricks.artifact.JobJar;
import io.quarterdeck.azure.databricks.job.JobUpsert;
import io.quarterdeck.azure.databricks.job.QuarterlyJob;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.options.DatasetOption;
import io.quarterdeck.cli.options.JobOptionsMixin;
import io.quarterdeck.cli.options.WorkspaceOptions;
import io.quarterdeck.cli.terminal.Interruption;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.DatasetFile;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Registers a dataset's quarterly job in the stack's Databricks workspace. */
@Command(
    name = "register",
    mixinStandardHelpOptions = true,
    description = {
      "Registers a dataset's quarterly job in Databricks: uploads the jar, and creates or updates"
          + " the job.",
      "Needs a workspace that setup-workspace has set up. A repeated run changes only differences."
    })
public final class RegisterCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private WorkspaceOptions workspace;
  @Mixin private JobOptionsMixin options;

  @Option(
      names = "--dry-run",
      description = "Print the changes field by field, without making them.")
  private boolean dryRun;

  @Option(names = "--keep-drift", description = "Keep manual edits in the workspace.")
  private boolean keepDrift;

  @Option(
      names = "--adopt",
      description = "Take over a job with that name that register did not create.")
  private boolean adopt;

  @Option(
      names = "--catalog",
      paramLabel = "NAME",
      description = "The catalog for the job's files (default: the workspace's default catalog).")
  private Optional<String> catalog;

  /** What the systems of the stack published outside of Databricks. */
  private final List<String> published = new ArrayList<>();

  @Override
  public Integer call() {
    Registration.Result result =
        Interruption.explained(
            "Interrupted. Objects created so far are kept. Run register again to continue.",
            this::register);
    Output.of(command).result(out -> print(result, out), () -> json(result));
    return 0;
  }

  private Registration.Result register() {
    Dataset described = dataset.dataset();
    try (StepProgress progress = Output.of(command).step("register")) {
      JobJar jar = JobJar.of(Folders.current().jobJar());
      WorkspaceOptions.Opened opened = workspace.open(progress);
      if (!dryRun) {
        new JobLogin(opened.connected()).create(opened.workspace(), progress);
      }
      RegistrationRequest request =
          new RegistrationRequest(
              opened.environment(),
              described,
              DatasetFile.text(dataset.file()),
              jar,
              options.options(opened.environment()),
              policy(),
              catalog);
      Registration.Result result =
          new Registration(request, opened.workspace(), progress)
              .run(dryRun ? Registration.Mode.DRY_RUN : Registration.Mode.APPLY);
      publish(opened.connected(), progress);
      return result;
    }
  }

  /** A dry run cannot tell what the scripts of a system would change. */
  private void publish(ConnectedStack stack, StepProgress progress) {
    for (SystemRegistration system : SystemRegistration.of(stack.outputs().systems())) {
      if (dryRun) {
        progress.note(
            "A dry run does not show changes of the system %s outside of Databricks."
                .formatted(system.system().systemName()));
      } else {
        published.addAll(system.publish(stack, progress));
      }
    }
  }

  private JobUpsert.Policy policy() {
    return new JobUpsert.Policy(
        adopt ? QuarterlyJob.Adoption.ADOPT : QuarterlyJob.Adoption.REFUSE,
        keepDrift ? JobUpsert.Drift.KEEP : JobUpsert.Drift.REVERT);
  }

  private void print(Registration.Result result, PrintWriter out) {
    if (result.isUnchanged() && published.isEmpty()) {
      out.println("Everything is up to date: nothing to change.");
    } else {
      out.println(dryRun ? "This would change:" : "This was changed:");
    }
    changes(result).forEach(line -> out.println("  " + line));
    out.println("The job: " + result.link());
  }

  private List<String> changes(Registration.Result result) {
    return Stream.concat(Registration.text(result).stream(), published.stream()).toList();
  }

  private String json(Registration.Result result) {
    return new JsonObject()
        .with("dryRun", dryRun)
        .with("changes", changes(result))
        .with("job", result.link())
        .text();
  }
}
