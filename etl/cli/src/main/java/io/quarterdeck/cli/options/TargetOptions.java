package io.quarterdeck.cli.options;

import io.quarterdeck.azure.blob.Landing;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.azure.stack.StackChoice;
import io.quarterdeck.azure.stack.Stacks;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.load.FileLanding;
import io.quarterdeck.loader.load.Origin;
import io.quarterdeck.loader.postgres.Postgres;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.loader.progress.Progress;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that select a stack or any PostgreSQL database. */
public final class TargetOptions {
  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Mixin private StackOptions stack;

  @Option(
      names = "--jdbc-url",
      paramLabel = "URL",
      description = {
        "Use any PostgreSQL database instead of a stack, without Blob.",
        "The password comes from PGPASSWORD or ~/.pgpass, the role from --user, PGUSER or your user",
        "name."
      })
  private Optional<String> jdbcUrl;

  /** A database, and the landing container of its stack. */
  public record Opened(Postgres postgres, Optional<FileLanding> landing) {}

  /** Opens the stack. Starts the local stack if it is not running. */
  public Opened open(String purpose, Progress progress) {
    String name = "quarterdeck " + purpose + " by " + Origin.here();
    if (jdbcUrl.isPresent()) {
      if (stack.named()) {
        throw new ParameterException(
            command.commandLine(), "--jdbc-url takes the place of --stack and --outputs");
      }
      return new Opened(new Postgres(bare(jdbcUrl.get()), name), Optional.empty());
    }
    Stack opened = Stacks.open(stack.choice(), progress);
    return new Opened(
        new Postgres(opened.postgres(), name), Optional.of(new Landing(opened.blob())));
  }

  /** Returns the stack, for a system whose data is not in PostgreSQL. */
  public StackChoice choice() {
    return stack.choice();
  }

  /** Returns the arguments that select the same stack in another command. */
  public String words() {
    return stack.words();
  }

  private PostgresEndpoint bare(String url) {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw Failure.of(
          "Cannot connect to %s: it is not a JDBC URL of PostgreSQL; expected "
              + "jdbc:postgresql://HOST:PORT/DATABASE. Correct --jdbc-url.",
          url);
    }
    Map<String, String> environment = System.getenv();
    String role =
        stack
            .user()
            .or(() -> Optional.ofNullable(environment.get("PGUSER")))
            .orElseGet(() -> System.getProperty("user.name"));
    return new PostgresEndpoint(url, role, Optional.ofNullable(environment.get("PGPASSWORD")));
  }
}
