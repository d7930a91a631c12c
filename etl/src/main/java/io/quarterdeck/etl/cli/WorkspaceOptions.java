package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.azure.AzureStack;
import io.quarterdeck.etl.azure.ConnectedStack;
import io.quarterdeck.etl.azure.ConnectedStacks;
import io.quarterdeck.etl.azure.JobEnvironments;
import io.quarterdeck.etl.databricks.JobEnvironment;
import io.quarterdeck.etl.databricks.workspace.Backoff;
import io.quarterdeck.etl.databricks.workspace.Readiness;
import io.quarterdeck.etl.databricks.workspace.Workspace;
import io.quarterdeck.etl.stack.Stack;
import io.quarterdeck.etl.terminal.Progress;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options of commands that use a Databricks workspace. */
final class WorkspaceOptions {
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Mixin private StackOptions stack;

  @Option(
      names = "--ready-within",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How long to wait for a new workspace to respond (default: ${DEFAULT-VALUE}).")
  private long patienceSeconds;

  /** Returns the arguments that select the same stack in another command. */
  String words() {
    return stack.words();
  }

  /** The stack, the job's environment, and the workspace, which is ready. */
  record Opened(ConnectedStack connected, JobEnvironment environment, Workspace workspace) {
    /** Opens the stack from its outputs. */
    Stack stack() {
      return AzureStack.of(connected.outputs(), connected.access());
    }
  }

  /** Opens the stack's workspace and waits until it is ready. */
  Opened open(Progress progress) {
    Numbers.requireAtLeast(command, "--ready-within", patienceSeconds, 0);
    ConnectedStack connected = ConnectedStacks.find(stack.choice(), progress);
    JobEnvironment environment = JobEnvironments.of(connected);
    new Readiness(environment.workspace(), Backoff.POLITE)
        .await(Duration.ofSeconds(patienceSeconds), progress);
    return new Opened(connected, environment, Workspace.at(environment.workspace()));
  }
}
