package io.quarterdeck.cli.server;

import io.quarterdeck.azure.stack.ServerSetup;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.azure.stack.Stacks;
import io.quarterdeck.cli.options.Numbers;
import io.quarterdeck.cli.options.StackOptions;
import io.quarterdeck.cli.terminal.Interruption;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Restarts a stack's PostgreSQL server if a parameter needs it, and creates the extensions. */
@Command(
    name = "prepare-server",
    mixinStandardHelpOptions = true,
    description = {
      "Restarts PostgreSQL if its libraries have changed, and creates its extensions.",
      "The extensions are pgaudit, which writes the audit log, and pg_stat_statements.",
      "If people sign in with Entra, also creates the role that owns the tables.",
      "Does not restart the server while a load, an export or a transaction runs."
    })
public final class PrepareServerCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private StackOptions stack;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description =
          "How long to wait for sessions that prevent a restart (default: ${DEFAULT-VALUE}).")
  private long waitSeconds;

  @Option(
      names = "--new-server",
      description = {
        "The server was just created and has no sessions: restart it without a connection to",
        "PostgreSQL. Run the command again, with a connection, to create the extensions."
      })
  private boolean newServer;

  @Override
  public Integer call() {
    Numbers.requireAtLeast(command, "--wait", waitSeconds, 0);
    ServerSetup.Result result;
    try (StepProgress progress = Output.of(command).step("prepare-server")) {
      Stack opened = Stacks.open(stack.choice(), progress);
      result =
          Interruption.explained(
              "Interrupted. Run this again to continue. If the server was restarting, it continues to restart.",
              () -> run(opened.server(), progress));
    }
    Output.of(command)
        .result(
            out -> print(result, out),
            new JsonObject()
                    .with("server", result.server())
                    .with("restarted", result.isRestarted())
                    .with("created", result.created())
                ::text);
    return 0;
  }

  private ServerSetup.Result run(ServerSetup server, StepProgress progress) {
    return newServer
        ? server.restartNew(progress)
        : server.prepare(Duration.ofSeconds(waitSeconds), progress);
  }

  private void print(ServerSetup.Result result, PrintWriter out) {
    if (result.isRestarted()) {
      out.println("The server was restarted: " + result.server() + ".");
    }
    if (!result.created().isEmpty()) {
      out.println("Extensions created: " + String.join(", ", result.created()) + ".");
    }
    if (!result.isRestarted() && result.created().isEmpty()) {
      out.println(
          newServer
              ? "Nothing to do: no restart is pending."
              : "Nothing to do: the libraries are loaded, and the extensions exist.");
    }
  }
}
