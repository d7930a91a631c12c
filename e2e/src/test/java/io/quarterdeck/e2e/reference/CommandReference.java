package io.quarterdeck.e2e.reference;

import io.quarterdeck.cli.ExitCode;
import io.quarterdeck.cli.Quarterdeck;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The page of all commands, from the model of picocli that the command line uses. */
final class CommandReference {
  private static final List<String> COLUMNS = List.of("option or argument", "meaning");

  private final ReferencePage page =
      new ReferencePage(
          "commands",
          "Commands",
          "All commands with their arguments and options. [command-line.md](../command-line.md)"
              + " describes output, completion, the log and the correlation id.");
  private final CommandLine root = Quarterdeck.commandLine();

  /** The options of all commands. */
  private final Set<String> common =
      root.getCommandSpec().options().stream()
          .map(OptionSpec::longestName)
          .collect(Collectors.toSet());

  ReferencePage page() {
    page.table(
        List.of("command", "meaning"),
        root.getSubcommands().values().stream().map(CommandReference::summary).toList());
    page.heading(2, "Options of all commands");
    page.table(COLUMNS, root.getCommandSpec().options().stream().map(this::option).toList());
    page.heading(2, "Exit codes");
    page.table(
        List.of("exit code", "meaning"),
        Arrays.stream(ExitCode.values())
            .map(each -> List.of(Integer.toString(each.code()), each.meaning()))
            .toList());
    root.getSubcommands().values().forEach(command -> command(command, 2));
    return page;
  }

  private static List<String> summary(CommandLine command) {
    String description = words(command.getCommandSpec().usageMessage().description());
    return List.of(
        "[%1$s](#%1$s)".formatted(command.getCommandName()),
        description.replaceFirst("(?s)(?<=[a-z0-9)]\\.) .*", ""));
  }

  private void command(CommandLine command, int level) {
    CommandSpec spec = command.getCommandSpec();
    page.heading(level, spec.qualifiedName().substring("quarterdeck ".length()));
    page.paragraph(words(spec.usageMessage().description()));
    List<List<String>> rows = new ArrayList<>();
    spec.positionalParameters().forEach(each -> rows.add(argument(each)));
    spec.options().stream()
        .filter(each -> !each.hidden() && !common.contains(each.longestName()))
        .forEach(each -> rows.add(option(each)));
    page.table(COLUMNS, rows);
    List<String> examples =
        Stream.of(spec.usageMessage().footer())
            .map(String::strip)
            .filter(line -> line.startsWith("./quarterdeck "))
            .toList();
    if (!examples.isEmpty()) {
      page.code(examples);
    }
    command.getSubcommands().values().forEach(below -> command(below, level + 1));
  }

  private List<String> option(OptionSpec option) {
    String value = option.arity().max() == 0 ? "" : "=" + option.paramLabel();
    String names = String.join(", ", option.names()) + value;
    return List.of(ReferencePage.literal(names), meaning(option));
  }

  private static List<String> argument(PositionalParamSpec argument) {
    return List.of(ReferencePage.literal(argument.paramLabel()), meaning(argument));
  }

  private static String meaning(ArgSpec argument) {
    return words(argument.description()) + (argument.required() ? " Required." : "");
  }

  /** The descriptions are formats of picocli. */
  private static String words(String[] lines) {
    return ReferencePage.escaped(
        String.join(" ", lines).replace("%n", " ").replace("%%", "%").replaceAll("\\s+", " "));
  }
}
