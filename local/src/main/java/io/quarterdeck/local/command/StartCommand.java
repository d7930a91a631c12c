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
import java.io.IOException;
import java.net.URI;
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
    description = {
      "Starts PostgreSQL, Azurite, the emulators and, if the stack has one, the event hub, unless they",
      "are already running."
    })
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

  @Option(
      names = "--airflow",
      description = {
        "Also starts the real Airflow with the DAG of the lakehouse. Needs a Python with the packages"
            + " of",
        "lakehouse/airflow/requirements.txt (QUARTERDECK_AIRFLOW_PYTHON, default: python3)."
      })
  private boolean airflow;

  @Override
  public Integer call() throws IOException {
    Folders folders = Folders.current();
    try (StepProgress progress = Output.of(command).step("local stack")) {
      LocalStack.RequestedPorts requested =
          new LocalStack.RequestedPorts(requestedPort(postgresPort), requestedPort(blobPort));
      LocalSettings settings = new LocalStack(folders).start(requested, progress);
      PostgresEndpoint postgres =
          LocalPostgres.endpoint(settings.postgresPort(), settings.postgresPassword());
      String blob = LocalBlob.url(settings.blobPort());
      Optional<URI> pages =
          airflow ? Optional.of(new AirflowStart(folders).run(progress)) : Optional.empty();
      progress.done(
          "PostgreSQL at "
              + postgres
              + ", Blob at "
              + blob
              + pages.map(url -> ", Airflow at " + url).orElse(""));
      JsonObject json =
          new JsonObject()
              .with("status", "running")
              .with("jdbcUrl", postgres.jdbcUrl())
              .with("blob", blob);
      pages.ifPresent(url -> json.with("airflow", url));
      Output.of(command).result(out -> {}, json::text);
    }
    return 0;
  }

  private static OptionalInt requestedPort(Optional<Integer> port) {
    return port.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }
}
