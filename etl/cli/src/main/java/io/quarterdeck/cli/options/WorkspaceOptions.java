package io.quarterdeck.cli.options;

import io.quarterdeck.azure.connection.AzureStack;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.connection.ConnectedStacks;
import io.quarterdeck.azure.connection.JobEnvironments;
import io.quarterdeck.azure.connection.WorkspaceSignIn;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.workspace.Readiness;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.retry.Backoff;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of commands that use a Databricks workspace. */
public final class WorkspaceOptions {
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Mixin private StackOptions stack;

  @Option(
      names = "--ready-within",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How long to wait for a new workspace to respond (default: ${DEFAULT-VALUE}).")
  private long readyWithinSeconds;

  /** Returns the arguments that select the same stack in another command. */
  public String words() {
    return stack.words();
  }

  /**
   * The stack, the job's environment, and the workspace, which is ready.
   *
   * @param user the caller: an e-mail address, or the application id of a service principal
   */
  public record Opened(
      ConnectedStack connected, JobEnvironment environment, Workspace workspace, String user) {
    /** Opens the stack from its outputs. */
    public Stack stack() {
      return AzureStack.of(connected);
    }
  }

  /** Opens the stack's workspace and waits until it is ready. */
  public Opened open(Progress progress) {
    ConnectedStack connected = connect(progress);
    return open(connected, JobEnvironments.of(connected), progress);
  }

  /**
   * Opens the workspace like {@link #open}, and signs in as a Contributor of its Azure resource, if
   * the caller is one. This makes the caller an administrator of the workspace.
   */
  public Opened openAsContributor(Progress progress) {
    ConnectedStack connected = connect(progress);
    JobEnvironment environment = JobEnvironments.of(connected);
    return open(
        connected,
        environment.at(WorkspaceSignIn.of(connected, environment.workspace())),
        progress);
  }

  /** Finds the stack, without a request to its workspace. */
  public ConnectedStack connect(Progress progress) {
    Numbers.requireAtLeast(command, "--ready-within", readyWithinSeconds, 0);
    return ConnectedStacks.find(stack.choice(), progress);
  }

  private Opened open(ConnectedStack connected, JobEnvironment environment, Progress progress) {
    String user =
        new Readiness(environment.workspace(), Backoff.POLITE)
            .await(Duration.ofSeconds(readyWithinSeconds), progress);
    return new Opened(connected, environment, Workspace.at(environment.workspace()), user);
  }
}
