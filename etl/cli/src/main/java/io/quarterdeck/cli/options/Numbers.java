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

  /** Refuses a number that is too large. */
  public static void requireAtMost(CommandSpec command, String option, long value, long most) {
    if (value > most) {
      throw new ParameterException(
          command.commandLine(),
          "Invalid value for option '%s': %d; expected at most %d".formatted(option, value, most));
    }
  }
}
