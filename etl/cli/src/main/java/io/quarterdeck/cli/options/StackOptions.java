package io.quarterdeck.cli.options;

import io.quarterdeck.azure.stack.StackChoice;
import io.quarterdeck.contract.EnvironmentVariables;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that select the stack. */
public final class StackOptions {
  private static final String DEFAULT = "local";

  @Spec(Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description = "The stack, as Pulumi knows it (default: " + DEFAULT + ").")
  private Optional<String> stack;

  @Option(
      names = "--outputs",
      paramLabel = "FILE",
      description =
          "A file that pulumi stack output --stack NAME --json wrote, instead of --stack"
              + " (default: "
              + EnvironmentVariables.OUTPUTS
              + ").")
  private Optional<Path> outputs;

  @Option(
      names = "--user",
      paramLabel = "ROLE",
      description = {
        "The PostgreSQL role that signs in with your token (default: your own role, or that of the",
        "operators' group; if the stack uses a password, the role of the password)."
      })
  private Optional<String> user;

  /**
   * Returns the stack that the options name, else the one that the environment names, else the
   * local stack.
   */
  public StackChoice choice() {
    if (stack.isPresent() && outputs.isPresent()) {
      throw new ParameterException(command.commandLine(), "--outputs takes the place of --stack");
    }
    if (outputs.isPresent()) {
      return new StackChoice.InFile(outputs.get(), user);
    }
    return stack
        .<StackChoice>map(name -> new StackChoice.Named(name, user))
        .or(this::ofEnvironment)
        .orElseGet(() -> new StackChoice.Named(DEFAULT, user));
  }

  /** Returns the role of the option {@code --user}. */
  Optional<String> user() {
    return user;
  }

  /** Returns whether an option names a stack, which excludes {@code --jdbc-url}. */
  boolean named() {
    return stack.isPresent() || outputs.isPresent();
  }

  /**
   * Returns the arguments that select the same stack in another command; empty for the default
   * stack.
   */
  public String words() {
    return stack
            .map(name -> " --stack " + name)
            .or(() -> outputs.map(file -> " --outputs " + file))
            .orElse("")
        + user.map(role -> " --user '" + role.replace("'", "'\\''") + "'").orElse("");
  }

  private Optional<StackChoice> ofEnvironment() {
    return Optional.ofNullable(System.getenv(EnvironmentVariables.OUTPUTS))
        .filter(text -> !text.isBlank())
        .map(text -> new StackChoice.InFile(Path.of(text), user));
  }
}
