package io.quarterdeck.e2e.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Quarterdeck;
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

/** Checks the commands in the runbooks against the command line and against the Pulumi program. */
class RunbooksTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path RUNBOOKS = ROOT.resolve("docs/runbooks");
  private static final Path GRAPHS = ROOT.resolve("infra/src/test/resources/io/quarterdeck/infra");

  /** A command in its own line, or in backticks in a sentence. */
  private static final Pattern COMMAND =
      Pattern.compile("^ +\\./quarterdeck (.*)$|`\\./quarterdeck ([^`]*)`", Pattern.MULTILINE);

  /** A Pulumi command that uses a stack. */
  private static final Pattern PULUMI =
      Pattern.compile(
          "^ +pulumi (up|preview|refresh|destroy|import|cancel|config|stack"
              + " (output|history|export)) .*$",
          Pattern.MULTILINE);

  private static final Pattern STACK_RM = Pattern.compile("pulumi stack rm [^`\n]*");

  private static final Pattern ALERT =
      Pattern.compile("^  (alert-[a-z-]+|budget): Microsoft", Pattern.MULTILINE);

  /**
   * Words in capitals are placeholders. Where the command requires a number, a number replaces
   * them.
   */
  private static final Pattern NUMBER = Pattern.compile("\\b(SECONDS|RUN|N)\\b");

  @Test
  void theWalkFindsItsPagesAndEachTreatmentHasALine() throws IOException {
    Walk walk = RunbookWalkIT.walk();

    assertThat(walk.script()).contains("pulumi up --stack local --yes");
    assertThat(walk.unused()).isEmpty();
  }

  @Test
  void theWalkOfTheAzurePagesHasAllTheirLinesAndEachTreatmentHasALine() throws IOException {
    Walk walk = AzurePages.walk();

    assertThat(walk.script()).contains("pulumi up --yes --skip-preview --stack dev");
    assertThat(walk.unused()).isEmpty();
    assertThat(walk.lines()).filteredOn(line -> line.number() > 0).hasSize(AzurePages.count());
  }

  @Test
  void eachCommandIsAcceptedByTheCommandLine() throws IOException {
    List<String> commands = pages().flatMap(RunbooksTest::commands).toList();
    assertThat(commands).hasSizeGreaterThan(20).allSatisfy(RunbooksTest::parses);
  }

  /** Without --stack, the command uses the stack that is currently selected. */
  @Test
  void eachCommandOfPulumiNamesItsStackAndKeepsItsSettings() throws IOException {
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
  void eachAlertOfTheProgramHasThreeFirstSteps() throws IOException {
    String page = Files.readString(RUNBOOKS.resolve("on-call.md"));
    for (String graph : List.of("dev.graph.txt", "prod-all-systems.graph.txt")) {
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
  void eachAlertSectionBelongsToAnExistingAlert() throws IOException {
    String graph = Files.readString(GRAPHS.resolve("prod-all-systems.graph.txt"));
    assertThat(Files.readString(RUNBOOKS.resolve("on-call.md")).lines())
        .filteredOn(line -> line.startsWith("## alert-"))
        .allSatisfy(line -> assertThat(graph).contains("\n  " + line.substring(3) + ": Microsoft"));
  }

  @Test
  void eachPageIsInTheTableOfContents() throws IOException {
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
          .map(RunbooksTest::arguments)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String arguments(MatchResult found) {
    String arguments = found.group(1) == null ? found.group(2) : found.group(1);
    // The rest of the line is shell syntax.
    return arguments.replaceAll("(\\)\"| [|>&#]| \\\\$).*", "").replaceAll("\\s+", " ").strip();
  }

  private static void parses(String arguments) {
    CommandLine commandLine = Quarterdeck.commandLine();
    try {
      commandLine.parseArgs(NUMBER.matcher(arguments).replaceAll("1").split(" "));
    } catch (ParameterException e) {
      throw new AssertionError("./quarterdeck " + arguments + ": " + e.getMessage(), e);
    }
  }
}
