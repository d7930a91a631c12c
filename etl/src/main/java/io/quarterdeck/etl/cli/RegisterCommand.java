package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.databricks.Registration;
import io.quarterdeck.etl.databricks.RegistrationRequest;
import io.quarterdeck.etl.databricks.artifact.JobJar;
import io.quarterdeck.etl.databricks.job.JobUpsert;
import io.quarterdeck.etl.databricks.job.QuarterlyJob;
import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.dataset.DatasetFile;
import io.quarterdeck.etl.stack.Folders;
import io.quarterdeck.etl.terminal.Interruption;
import io.quarterdeck.etl.terminal.JsonObject;
import io.quarterdeck.etl.terminal.Output;
import io.quarterdeck.etl.terminal.StepProgress;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
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
      "Registers a dataset's quarterly job in Databricks, with all that it needs.",
      "Run again, it changes what differs and nothing else."
    })
final class RegisterCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private DatasetOption dataset;
  @Mixin private WorkspaceOptions workspace;
  @Mixin private JobOptionsMixin options;

  @Option(
      names = "--dry-run",
      description = "Say what would change, field by field; change nothing.")
  private boolean dryRun;

  @Option(
      names = "--keep-drift",
      description = "Leave what someone changed in the workspace as they have it.")
  private boolean keepDrift;

  @Option(
      names = "--adopt",
      description = "Take over a job of that name that register did not make.")
  private boolean adopt;

  @Option(
      names = "--catalog",
      paramLabel = "NAME",
      description = "The catalog for the job's files (default: the workspace's own).")
  private Optional<String> catalog;

  @Override
  public Integer call() {
    Registration.Result result =
        Interruption.explained(
            "Interrupted: what was made so far stays; register again goes on from here.",
            this::register);
    Output.of(command).result(out -> print(result, out), () -> json(result));
    return 0;
  }

  private Registration.Result register() {
    Dataset described = dataset.dataset();
    try (StepProgress progress = Output.of(command).step("register")) {
      JobJar jar = JobJar.of(Folders.current().jobJar());
      WorkspaceOptions.Opened opened = workspace.open(progress);
      RegistrationRequest request =
          new RegistrationRequest(
              opened.environment(),
              described,
              DatasetFile.text(dataset.file()),
              jar,
              options.options(opened.environment()),
              policy(),
              catalog);
      return new Registration(request, opened.workspace(), progress)
          .run(dryRun ? Registration.Mode.DRY_RUN : Registration.Mode.APPLY);
    }
  }

  private JobUpsert.Policy policy() {
    return new JobUpsert.Policy(
        adopt ? QuarterlyJob.Adoption.ADOPT : QuarterlyJob.Adoption.REFUSE,
        keepDrift ? JobUpsert.Drift.KEEP : JobUpsert.Drift.REVERT);
  }

  private void print(Registration.Result result, PrintWriter out) {
    if (result.isUnchanged()) {
      out.println("Everything is registered as it should be: nothing to change.");
    } else {
      out.println(dryRun ? "This would change:" : "This was changed:");
    }
    Registration.text(result).forEach(line -> out.println("  " + line));
    out.println("The job: " + result.link());
  }

  private String json(Registration.Result result) {
    return new JsonObject()
        .with("dryRun", dryRun)
        .with("changes", Registration.text(result))
        .with("job", result.link())
        .text();
  }
}
