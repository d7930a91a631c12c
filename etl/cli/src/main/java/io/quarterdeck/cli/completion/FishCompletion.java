package io.quarterdeck.cli.completion;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The completion script for fish, which picocli does not generate. A function of the script finds
 * the command in the words before the cursor; each line of completions applies to one command (fish
 * documentation, "complete - edit command-specific tab-completions").
 *
 * @param commandLine the complete command line
 */
record FishCompletion(CommandLine commandLine) {
  /** Fish shows descriptions beside the words, so a long one is cut. */
  private static final int LONGEST_DESCRIPTION = 80;

  String script() {
    StringBuilder script = new StringBuilder();
    script.append(function());
    script.append("complete -c ").append(program()).append(" -f\n");
    commands(commandLine).forEach(command -> append(script, command));
    return script.toString();
  }

  private String program() {
    return commandLine.getCommandName();
  }

  /**
   * Prints the words of the command before the cursor, such as "local start". A word that is the
   * value of an option is not a command.
   */
  private String function() {
    String valued =
        commands(commandLine)
            .flatMap(command -> command.options().stream())
            .filter(FishCompletion::takesValue)
            .flatMap(option -> Stream.of(option.names()))
            .collect(toCollection(TreeSet::new))
            .stream()
            .collect(joining(" "));
    String paths =
        commands(commandLine)
            .map(this::path)
            .filter(path -> !path.isEmpty())
            .map(FishCompletion::quoted)
            .collect(joining(" "));
    return """
    function __%1$s_command
        set -l path
        set -l skip no
        set -l words (commandline -opc)
        for word in $words[2..-1]
            if test $skip = yes
                set skip no
            else if contains -- $word %2$s
                set skip yes
            else if contains -- (string join ' ' $path $word) %3$s
                set path $path $word
            end
        end
        test "$path" = "$argv"
    end
    """
        .formatted(program(), valued, paths);
  }

  private void append(StringBuilder script, CommandSpec command) {
    String condition = "-n " + quoted(("__" + program() + "_command " + path(command)).strip());
    String start = "complete -c " + program() + " " + condition;
    for (CommandLine subcommand : command.subcommands().values()) {
      String[] description = subcommand.getCommandSpec().usageMessage().description();
      script.append(start).append(" -a ").append(subcommand.getCommandName());
      script.append(description(description)).append('\n');
    }
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        script.append(start).append(words(option)).append('\n');
      }
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      script.append(start).append(values(parameter, " -F")).append('\n');
    }
  }

  private static String words(OptionSpec option) {
    StringBuilder words = new StringBuilder();
    for (String name : option.names()) {
      words.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    if (takesValue(option)) {
      boolean file =
          option.typeInfo().getType() == Path.class || option.paramLabel().contains("FILE");
      words.append(values(option, file ? " -r -F" : " -x"));
    }
    return words.append(description(option.description())).toString();
  }

  /** The values of an argument, or another flag if any value can be given. */
  private static String values(ArgSpec argument, String otherwise) {
    List<String> words = ValueCandidates.of(argument);
    return words.isEmpty() ? otherwise : " -x -a " + quoted(String.join(" ", words));
  }

  private static boolean takesValue(OptionSpec option) {
    return option.arity().max() > 0;
  }

  private static String description(String... sentences) {
    if (sentences.length == 0) {
      return "";
    }
    String first = sentences[0].replaceFirst("(?s)(?<=[a-z0-9)])[.:] .*| \\(default: .*", "");
    String text =
        first.length() <= LONGEST_DESCRIPTION
            ? first
            : first.substring(0, LONGEST_DESCRIPTION - 1) + "…";
    return " -d " + quoted(text);
  }

  /** The names of a command and its parents, without the program. */
  private String path(CommandSpec command) {
    return command.qualifiedName().substring(program().length()).strip();
  }

  private static Stream<CommandSpec> commands(CommandLine of) {
    return Stream.concat(
        Stream.of(of.getCommandSpec()),
        of.getSubcommands().values().stream().flatMap(FishCompletion::commands));
  }

  /** Fish interprets only backslashes and quotes in single quotes. */
  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
