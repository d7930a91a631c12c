package io.quarterdeck.e2e.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.cli.Quarterdeck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks the lines of the quickstart and of the tutorials, which {@link TutorialsIT} runs. */
class TutorialsTest {
  private static final String PROGRAM = "./quarterdeck ";

  @Test
  void theWalkHasTheLinesOfEachPageAndEachTreatmentHasALine() throws IOException {
    Walk walk = Tutorials.walk();

    assertThat(walk.script())
        .contains("1012;14/06/2026;Lille;Mixer;1;89,90;yes\nEND\n", "run --systems lakehouse");
    assertThat(walk.unused()).isEmpty();
    assertThat(walk.pages()).containsExactlyInAnyOrder("quickstart", "own-csv", "model", "stream");
  }

  @Test
  void eachTutorialIsRunOrComparedWithThePageThatIsRun() throws IOException {
    try (Stream<Path> files = Files.list(Tutorials.DOCS.resolve("tutorials"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("own-csv.md", "model.md", "stream.md", "first-environment.md");
    }
    // A page that runs has no other blocks with commands.
    for (Path page : Tutorials.local()) {
      assertThat(PageLine.ofSections(page))
          .extracting(PageLine::text)
          .noneMatch(TutorialsTest::runs);
    }
  }

  /** AzurePagesIT runs the lines of docs/azure.md. */
  @Test
  void eachLineOfTheTutorialOnAzureIsOnThePageThatIsRun() throws IOException {
    List<String> lines = Tutorials.azure();

    assertThat(lines).hasSizeGreaterThan(15);
    assertThat(Tutorials.known()).containsAll(lines);
  }

  @Test
  void eachCommandIsAcceptedByTheCommandLine() throws IOException {
    List<String> commands =
        Stream.concat(
                Tutorials.walk().lines().stream().map(PageLine::text), Tutorials.azure().stream())
            .filter(line -> line.startsWith(PROGRAM))
            .map(line -> line.substring(PROGRAM.length()).replace("\"$rejects\"", "FILE"))
            .toList();

    assertThat(commands).hasSizeGreaterThan(20);
    for (String command : commands) {
      assertThat(Quarterdeck.commandLine().parseArgs(command.split(" ")).errors())
          .as(command)
          .isEmpty();
    }
  }

  private static boolean runs(String text) {
    return text.matches("(\\./quarterdeck|pulumi|az|setup/).*");
  }
}
