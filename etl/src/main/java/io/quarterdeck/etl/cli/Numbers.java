package io.quarterdeck.etl.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Validates numbers on the command line. */
final class Numbers {
  private Numbers() {}

  static void requireAtLeast(CommandSpec command, String option, long value, long minimum) {
    if (value < minimum) {
      throw new ParameterException(
          command.commandLine(),
          "Invalid value for option '" + option + "': " + value + "; expected at least " + minimum);
    }
  }
}
