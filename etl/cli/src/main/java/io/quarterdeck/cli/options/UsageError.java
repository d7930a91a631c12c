package io.quarterdeck.cli.options;

import io.quarterdeck.loader.failure.Closest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The message for invalid arguments, with a suggestion for misspelled words. */
public final class UsageError {
  /** Commands and options that have a new name, with the command that replaces them. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "quarterdeck pipeline", "quarterdeck ci",
          "quarterdeck load --from-rejects", "quarterdeck load-rejects");

  private UsageError() {}

  public static String text(ParameterException thrown, List<String> words) {
    CommandSpec command = thrown.getCommandLine().getCommandSpec();
    return unknown(thrown, words, command)
        .map(word -> unknown(word, command))
        .orElseGet(() -> sentence(thrown.getMessage()));
  }

  /**
   * Returns the unknown argument. A misspelled option can also be the reason for a missing required
   * one.
   */
  private static Optional<String> unknown(
      ParameterException thrown, List<String> words, CommandSpec command) {
    if (thrown instanceof UnmatchedArgumentException unmatched) {
      return Optional.of(name(unmatched.getUnmatched().get(0)));
    }
    if (thrown instanceof MissingParameterException) {
      return words.stream()
          .takeWhile(word -> !word.equals("--"))
          .filter(word -> word.startsWith("--"))
          .map(UsageError::name)
          .filter(name -> !command.optionsMap().containsKey(name))
          .findFirst();
    }
    return Optional.empty();
  }

  private static String name(String word) {
    return word.startsWith("-") ? word.split("=", 2)[0] : word;
  }

  private static String unknown(String name, CommandSpec command) {
    String newName = RENAMED.get(command.qualifiedName() + " " + name);
    if (newName != null) {
      return "'"
          + command.qualifiedName()
          + " "
          + name
          + "' is now '"
          + newName
          + "'. Run ./"
          + newName
          + " instead.";
    }
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
