package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.stack.StackChoice;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The options that select the stack. */
final class StackOptions {
  private static final String OUTPUTS_VARIABLE = "QUARTERDECK_OUTPUTS";
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
          "A file that pulumi stack output --stack NAME --json wrote, in the place of --stack"
              + " (default: "
              + OUTPUTS_VARIABLE
              + ").")
  private Optional<Path> outputs;

  /**
   * Returns the stack that the options name, else the one that the environment names, else the
   * local stack.
   */
  StackChoice choice() {
    if (stack.isPresent() && outputs.isPresent()) {
      throw new ParameterException(command.commandLine(), "--outputs takes the place of --stack");
    }
    if (outputs.isPresent()) {
      return new StackChoice.InFile(outputs.get());
    }
    return stack
        .<StackChoice>map(StackChoice.Named::new)
        .or(StackOptions::ofEnvironment)
        .orElseGet(() -> new StackChoice.Named(DEFAULT));
  }

  /** Returns whether an option names a stack, which excludes {@code --jdbc-url}. */
  boolean named() {
    return stack.isPresent() || outputs.isPresent();
  }

  /**
   * Returns the arguments that select the same stack in another command; empty for the default
   * stack.
   */
  String words() {
    return stack
        .map(name -> " --stack " + name)
        .or(() -> outputs.map(file -> " --outputs " + file))
        .orElse("");
  }

  private static Optional<StackChoice> ofEnvironment() {
    return Optional.ofNullable(System.getenv(OUTPUTS_VARIABLE))
        .filter(text -> !text.isBlank())
        .map(text -> new StackChoice.InFile(Path.of(text)));
  }
}
