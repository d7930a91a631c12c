package io.quarterdeck.cli.completion;

import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ScopeType;

/**
 * The words that a shell offers as the value of an option. The help shows them as the label of the
 * value, as in {@code here|databricks|auto}. Without this class, picocli offers the names of Java's
 * constants, in upper case.
 */
final class ValueCandidates {
  /** Words in lower case, separated by bars. A label such as NAME|FILE lists no words. */
  private static final Pattern WORDS = Pattern.compile("[a-z0-9-]+(\\|[a-z0-9-]+)+");

  private ValueCandidates() {}

  /** Returns the words; empty if any value can be given. */
  static List<String> of(ArgSpec argument) {
    String label = argument.paramLabel();
    return WORDS.matcher(label).matches() ? List.of(label.split("\\|")) : List.of();
  }

  /** Adds the words to the options and parameters of a command and of its subcommands. */
  static void addTo(CommandLine commandLine) {
    CommandSpec command = commandLine.getCommandSpec();
    for (OptionSpec option : List.copyOf(command.options())) {
      List<String> words = of(option);
      // Subcommands have copies of an inherited option, which cannot be replaced. It declares its
      // own candidates.
      if (!words.isEmpty() && option.scopeType() == ScopeType.LOCAL) {
        command.remove(option);
        command.addOption(OptionSpec.builder(option).completionCandidates(words).build());
      }
    }
    for (PositionalParamSpec parameter : List.copyOf(command.positionalParameters())) {
      List<String> words = of(parameter);
      if (!words.isEmpty()) {
        command.remove(parameter);
        command.addPositional(
            PositionalParamSpec.builder(parameter).completionCandidates(words).build());
      }
    }
    commandLine.getSubcommands().values().forEach(ValueCandidates::addTo);
  }
}
