package io.quarterdeck.local.command;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.cli.terminal.Output;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.local.LocalSettings;
import io.quarterdeck.local.LocalStack;
import io.quarterdeck.local.azurite.LocalBlob;
import io.quarterdeck.local.postgres.LocalPostgres;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the components that are not running. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = "Starts PostgreSQL, Azurite and the emulators, unless they are already running.")
final class StartCommand implements Callable<Integer> {
  @Spec private CommandSpec command;

  @Option(
      names = "--postgres-port",
      paramLabel = "PORT",
      description = "The port of PostgreSQL (default: the previous port, else a free port).")
  private Optional<Integer> postgresPort;

  @Option(
      names = "--blob-port",
      paramLabel = "PORT",
      description = "The port of Azurite (default: the previous port, else a free port).")
  private Optional<Integer> blobPort;

  @Override
  public Integer call() {
    try (StepProgress progress = Output.of(command).step("local stack")) {
      LocalStack.RequestedPorts requested =
          new LocalStack.RequestedPorts(requestedPort(postgresPort), requestedPort(blobPort));
      LocalSettings settings = new LocalStack(Folders.current()).start(requested, progress);
      PostgresEndpoint postgres =
          LocalPostgres.endpoint(settings.postgresPort(), settings.postgresPassword());
      String blob = LocalBlob.url(settings.blobPort());
      progress.done("PostgreSQL at " + postgres + ", Blob at " + blob);
      Output.of(command)
          .result(
              out -> {},
              new JsonObject()
                      .with("status", "running")
                      .with("jdbcUrl", postgres.jdbcUrl())
                      .with("blob", blob)
                  ::text);
    }
    return 0;
  }

  private static OptionalInt requestedPort(Optional<Integer> port) {
    return port.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }
}
