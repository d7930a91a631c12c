package io.quarterdeck.cli.options;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Validates numbers on the command line. */
public final class Numbers {
  private Numbers() {}

  public static void requireAtLeast(CommandSpec command, String option, long value, long minimum) {
    if (value < minimum) {
      throw new ParameterException(
          command.commandLine(),
          "Invalid value for option '" + option + "': " + value + "; expected at least " + minimum);
    }
  }
}
