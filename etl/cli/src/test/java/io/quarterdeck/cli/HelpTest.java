package io.quarterdeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.help.CommandGroup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The help that users read: groups, examples and exit codes. */
class HelpTest {
  private static final Path PAGE = Path.of("../../docs/command-line.md");
  private static final String PROGRAM = "./quarterdeck ";

  /** A word, or a word in single quotes. */
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  @Test
  void theHelpListsEachCommandOnceInAGroup() {
    String help = Quarterdeck.commandLine().getUsageMessage();
    assertThat(help.lines())
        .containsSubsequence(
            "Load data:", "Run jobs:", "Operate a stack:", "Work on this machine:", "Examples:");
    for (String name : Quarterdeck.commandLine().getSubcommands().keySet()) {
      assertThat(help.lines().filter(line -> line.matches("  " + name + "(  .*)?")))
          .as(name)
          .hasSize(1);
    }
  }

  @Test
  void noLineOfAHelpIsWiderThanATerminalOf80Columns() {
    assertThat(commands(Quarterdeck.commandLine()))
        .allSatisfy(
            command ->
                assertThat(command.getUsageMessage().lines())
                    .as(command.getCommandSpec().qualifiedName())
                    .allMatch(line -> line.length() <= 80));
  }

  @Test
  void eachExampleIsACommandThatIsAccepted() {
    List<String> examples = examples().toList();
    // A longer example is cut in the middle of a word.
    assertThat(examples).hasSizeGreaterThan(30).allMatch(line -> line.length() <= 77);
    for (String example : examples) {
      String[] words =
          WORD.matcher(example.substring(PROGRAM.length()).replaceFirst(" [>|].*", ""))
              .results()
              .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
              .toArray(String[]::new);
      assertThat(Quarterdeck.commandLine().parseArgs(words).errors()).as(example).isEmpty();
    }
  }

  @Test
  void theExitCodesOfTheHelpAreThoseOfTheDocumentation() throws IOException {
    List<String> rows = new ArrayList<>();
    Matcher row = Pattern.compile("(?m)^\\| (\\d+) \\| (.*) \\|$").matcher(Files.readString(PAGE));
    while (row.find()) {
      rows.add(row.group(1) + ": " + row.group(2).replace("`", ""));
    }
    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(ExitCode.values())
                .map(each -> each.code() + ": " + each.meaning())
                .toList());
    assertThat(Quarterdeck.commandLine().getUsageMessage())
        .contains("Exit codes:", "  70    " + ExitCode.DEFECT.meaning());
  }

  private static Stream<String> examples() {
    return Stream.concat(
        Arrays.stream(CommandGroup.values())
            .flatMap(group -> group.examples().stream())
            .map(CommandGroup.Example::line)
            // The local stack adds its commands in another module.
            .filter(line -> !line.startsWith(PROGRAM + "local ")),
        commands(Quarterdeck.commandLine())
            .flatMap(command -> Arrays.stream(command.getCommandSpec().usageMessage().footer()))
            .map(String::strip)
            .filter(line -> line.startsWith(PROGRAM)));
  }

  private static Stream<CommandLine> commands(CommandLine of) {
    return Stream.concat(
        Stream.of(of), of.getSubcommands().values().stream().flatMap(HelpTest::commands));
  }
}
