package io.quarterdeck.cli.help;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * Lists the commands by groups, then the examples of the groups. It replaces picocli's list of
 * commands, which has no groups (picocli, "Customize the usage help message: reordering sections").
 *
 * @param groups the names of the commands of each group, in their order
 */
public record CommandListing(Map<CommandGroup, List<String>> groups)
    implements IHelpSectionRenderer {
  private static final int INDENT = 2;
  private static final int GAP = 2;

  /** Puts the list into the help of a command. */
  public void addTo(UsageMessageSpec help) {
    help.sectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, this);
  }

  @Override
  public String render(Help help) {
    StringBuilder text = new StringBuilder();
    for (CommandGroup group : CommandGroup.values()) {
      text.append(heading(help, group.heading())).append(commands(help, group));
    }
    return text.append(heading(help, "Examples")).append(examples(help)).toString();
  }

  private static String heading(Help help, String words) {
    return help.createHeading("%n" + words + ":%n");
  }

  /** The names have one width in all groups, so that the descriptions are aligned. */
  private String commands(Help help, CommandGroup group) {
    int width =
        groups.values().stream().flatMap(List::stream).mapToInt(String::length).max().orElse(0);
    TextTable table = table(help, width);
    for (String name : groups.getOrDefault(group, List.of())) {
      Help command = help.subcommands().get(name);
      String[] description = command.commandSpec().usageMessage().description();
      table.addRowValues(help.colorScheme().commandText(name), firstSentence(help, description[0]));
    }
    return table.toString();
  }

  /** The list has one sentence for each command. Its own help has them all. */
  private static Text firstSentence(Help help, String description) {
    return help.colorScheme().text(description.replaceFirst("(?s)(?<=[a-z0-9)]\\.) .*", ""));
  }

  private static String examples(Help help) {
    List<CommandGroup.Example> all =
        Arrays.stream(CommandGroup.values()).flatMap(group -> group.examples().stream()).toList();
    TextTable table =
        table(help, all.stream().mapToInt(example -> example.line().length()).max().orElse(0));
    all.forEach(
        example ->
            table.addRowValues(
                help.colorScheme().text(example.line()),
                help.colorScheme().text(example.meaning())));
    return table.toString();
  }

  private static TextTable table(Help help, int width) {
    int first = INDENT + width;
    int whole = help.commandSpec().usageMessage().width();
    return TextTable.forColumns(
        help.colorScheme(),
        new Column(first, INDENT, Column.Overflow.SPAN),
        new Column(whole - first, GAP, Column.Overflow.WRAP));
  }
}
