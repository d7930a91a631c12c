package io.quarterdeck.e2e.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.etl.cli.Quarterdeck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** What the runbooks say, held against the commands and against the Pulumi program. */
class RunbooksTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path RUNBOOKS = ROOT.resolve("docs/runbooks");
  private static final Path GRAPHS = ROOT.resolve("infra/src/test/resources/io/quarterdeck/infra");

  /** A command line: alone in its line, or quoted in a sentence. */
  private static final Pattern COMMAND =
      Pattern.compile("^ +\\./quarterdeck (.*)$|`\\./quarterdeck ([^`]*)`", Pattern.MULTILINE);

  /** A command line of Pulumi's that works on a stack. */
  private static final Pattern PULUMI =
      Pattern.compile(
          "^ +pulumi (up|preview|refresh|destroy|import|cancel|config|stack (output|history|export)) .*$",
          Pattern.MULTILINE);

  private static final Pattern STACK_RM = Pattern.compile("pulumi stack rm [^`\n]*");

  private static final Pattern ALERT =
      Pattern.compile("^  (alert-[a-z-]+|budget): Microsoft", Pattern.MULTILINE);

  /**
   * Words in capitals stand for something; a number is asked for where nothing else would parse.
   */
  private static final Pattern NUMBER = Pattern.compile("\\b(SECONDS|RUN|N)\\b");

  @Test
  void each_command_line_is_one_that_the_command_line_takes() throws IOException {
    List<String> commands = pages().flatMap(RunbooksTest::commands).toList();
    assertThat(commands).hasSizeGreaterThan(20).allSatisfy(RunbooksTest::parses);
  }

  /** Without it, the command works on the stack that is selected, whichever that is. */
  @Test
  void each_command_of_pulumi_names_its_stack_and_keeps_its_settings() throws IOException {
    List<String> commands = new ArrayList<>();
    for (Path page : Stream.concat(pages(), Stream.of(ROOT.resolve("docs/azure.md"))).toList()) {
      PULUMI
          .matcher(Files.readString(page))
          .results()
          .map(MatchResult::group)
          .forEach(commands::add);
    }
    assertThat(commands).hasSizeGreaterThan(20).allMatch(line -> line.contains(" --stack "));
    String teardown = Files.readString(RUNBOOKS.resolve("teardown.md"));
    assertThat(STACK_RM.matcher(teardown).results().map(MatchResult::group))
        .hasSizeGreaterThan(1)
        .allMatch(line -> line.contains(" --preserve-config"));
  }

  @Test
  void each_alert_of_the_program_has_its_first_three_steps() throws IOException {
    String page = Files.readString(RUNBOOKS.resolve("on-call.md"));
    for (String graph : List.of("dev.graph.txt", "prod.graph.txt")) {
      List<String> alerts =
          ALERT
              .matcher(Files.readString(GRAPHS.resolve(graph)))
              .results()
              .map(found -> found.group(1))
              .toList();
      assertThat(alerts).hasSizeGreaterThan(5);
      for (String alert : alerts) {
        assertThat(page)
            .containsPattern("(?s)\n## " + alert + "\n[^#]*?\n1\\. [^#]*?\n2\\. [^#]*?\n3\\. ");
      }
    }
  }

  @Test
  void each_section_of_an_alert_is_of_one_that_there_is() throws IOException {
    String graph = Files.readString(GRAPHS.resolve("prod.graph.txt"));
    assertThat(Files.readString(RUNBOOKS.resolve("on-call.md")).lines())
        .filteredOn(line -> line.startsWith("## alert-"))
        .allSatisfy(line -> assertThat(graph).contains("\n  " + line.substring(3) + ": Microsoft"));
  }

  @Test
  void each_page_is_in_the_table_of_contents() throws IOException {
    String contents = Files.readString(RUNBOOKS.resolve("README.md"));
    assertThat(pages().map(page -> page.getFileName().toString()))
        .filteredOn(name -> !name.equals("README.md"))
        .allSatisfy(name -> assertThat(contents).contains("[" + name + "](" + name + ")"));
  }

  private static Stream<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(RUNBOOKS)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
    }
  }

  private static Stream<String> commands(Path page) {
    try {
      return COMMAND
          .matcher(Files.readString(page))
          .results()
          .map(RunbooksTest::words)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String words(MatchResult found) {
    String words = found.group(1) == null ? found.group(2) : found.group(1);
    // What follows belongs to the shell.
    return words.replaceAll("(\\)\"| [|>&#]| \\\\$).*", "").replaceAll("\\s+", " ").strip();
  }

  private static void parses(String words) {
    CommandLine commandLine = Quarterdeck.commandLine();
    try {
      commandLine.parseArgs(NUMBER.matcher(words).replaceAll("1").split(" "));
    } catch (ParameterException e) {
      throw new AssertionError("./quarterdeck " + words + ": " + e.getMessage(), e);
    }
  }
}
