package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.dataset.Closest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What was wrong with the words of a command line, and which word was probably meant. */
final class UsageError {
  private UsageError() {}

  static String text(ParameterException thrown) {
    if (!(thrown instanceof UnmatchedArgumentException unmatched)) {
      return sentence(thrown.getMessage());
    }
    CommandSpec command = thrown.getCommandLine().getCommandSpec();
    String word = unmatched.getUnmatched().get(0);
    String name = word.startsWith("-") ? word.split("=", 2)[0] : word;
    return "Unknown "
        + kind(name, command)
        + " '"
        + name
        + "' for "
        + command.qualifiedName()
        + "."
        + meant(name, command).map(guess -> " Did you mean '" + guess + "'?").orElse("");
  }

  private static String kind(String name, CommandSpec command) {
    if (name.startsWith("-")) {
      return "option";
    }
    return command.subcommands().isEmpty() ? "argument" : "command";
  }

  private static Optional<String> meant(String name, CommandSpec command) {
    List<String> known = new ArrayList<>(command.subcommands().keySet());
    if (name.startsWith("-")) {
      known.clear();
      command.options().forEach(option -> known.addAll(List.of(option.names())));
    }
    return Closest.to(name, known);
  }

  private static String sentence(String message) {
    return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
  }
}
