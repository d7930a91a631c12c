package io.quarterdeck.local.command;

import io.quarterdeck.etl.stack.Folders;
import io.quarterdeck.etl.terminal.Console;
import io.quarterdeck.etl.terminal.StepProgress;
import io.quarterdeck.local.LocalSettings;
import io.quarterdeck.local.LocalStack;
import io.quarterdeck.local.azurite.LocalBlob;
import io.quarterdeck.local.postgres.LocalPostgres;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts what does not run. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    description = "Starts PostgreSQL and Azurite where they do not run; what runs is left alone.")
final class StartCommand implements Callable<Integer> {
  @Option(
      names = "--postgres-port",
      paramLabel = "PORT",
      description = "PostgreSQL's port (default: the one before, else a free one).")
  private Optional<Integer> postgresPort;

  @Option(
      names = "--blob-port",
      paramLabel = "PORT",
      description = "Azurite's port (default: the one before, else a free one).")
  private Optional<Integer> blobPort;

  @Override
  public Integer call() {
    try (StepProgress progress = Console.standard().step("local stack")) {
      LocalStack.Wishes wishes = new LocalStack.Wishes(wish(postgresPort), wish(blobPort));
      LocalSettings settings = new LocalStack(Folders.current()).start(wishes, progress);
      progress.done(
          "PostgreSQL at "
              + LocalPostgres.endpoint(settings.postgresPort(), settings.postgresPassword())
              + ", Blob at "
              + LocalBlob.url(settings.blobPort()));
    }
    return 0;
  }

  private static OptionalInt wish(Optional<Integer> port) {
    return port.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }
}
