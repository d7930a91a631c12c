package io.quarterdeck.cli.rotation;

import io.quarterdeck.azure.connection.AzureStack;
import io.quarterdeck.azure.databricks.job.JobLogins;
import io.quarterdeck.azure.rotation.Rotation;
import io.quarterdeck.azure.rotation.RotationRequest;
import io.quarterdeck.azure.rotation.RotationRequest.Old;
import io.quarterdeck.azure.rotation.RotationResult;
import io.quarterdeck.cli.options.Numbers;
import io.quarterdeck.cli.options.WorkspaceOptions;
import io.quarterdeck.cli.terminal.Interruption;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Rotates the database's password. */
@Command(
    name = "rotate-password",
    mixinStandardHelpOptions = true,
    description = {
      "Rotates the password of the stack's database without refusing readers.",
      "Updates the server, Key Vault and the jobs. A repeated run finishes an interrupted",
      "rotation."
    })
public final class RotatePasswordCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private WorkspaceOptions workspace;

  @Option(
      names = "--grace",
      paramLabel = "SECONDS",
      defaultValue = "10800",
      description = {
        "The minimum time between rotations (default: ${DEFAULT-VALUE}, the longest run of a job):",
        "a run may still use the previous password."
      })
  private long graceSeconds;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = {
        "How long to wait for another rotation and for sessions that block this one",
        "(default: ${DEFAULT-VALUE})."
      })
  private long waitSeconds;

  @Option(
      names = "--retire",
      description = "Refuse the previous password from now on, because it was disclosed.")
  private boolean retire;

  @Override
  public Integer call() {
    Numbers.requireAtLeast(command, "--grace", graceSeconds, 0);
    Numbers.requireAtLeast(command, "--wait", waitSeconds, 0);
    try (StepProgress progress = Output.of(command).step("rotate-password")) {
      WorkspaceOptions.Opened opened = workspace.open(progress);
      RotationResult result =
          Interruption.explained(
              "Interrupted. Run this again to continue. Until then, all passwords remain valid.",
              () ->
                  new Rotation(
                          new RotationRequest(
                              opened.connected().outputs(),
                              opened.connected().access(),
                              AzureStack.of(opened.connected()).postgres(),
                              Duration.ofSeconds(graceSeconds),
                              Duration.ofSeconds(waitSeconds),
                              retire ? Old.RETIRE : Old.KEEP),
                          progress)
                      .run());
      progress.phase("the jobs");
      List<String> jobs = new JobLogins(opened.workspace(), opened.environment()).change();
      Output.of(command)
          .result(
              out -> print(result, jobs, out),
              new JsonObject()
                      .with("status", result.outcome().name().toLowerCase(Locale.ROOT))
                      .with("role", result.role())
                      .with("at", result.at())
                      .with("jobs", jobs)
                      .with("retired", result.retired())
                  ::text);
    }
    return 0;
  }

  private void print(RotationResult result, List<String> jobs, PrintWriter out) {
    switch (result.outcome()) {
      case ROTATED -> out.println("New password: sessions sign in as " + result.role() + " now.");
      case FINISHED ->
          out.printf(
              "No new password: %s got its own at %s. Another one within %d s: --grace 0.%n",
              result.role(), result.at(), graceSeconds);
    }
    jobs.forEach(job -> out.println("The job " + job + " reads it from its next run on."));
    result
        .retired()
        .ifPresentOrElse(
            role -> out.println("The role " + role + " is refused from now on."),
            () -> out.println("The previous password remains valid until the next rotation."));
  }
}
