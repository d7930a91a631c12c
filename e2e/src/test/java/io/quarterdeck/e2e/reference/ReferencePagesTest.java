package io.quarterdeck.e2e.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares the generated pages with the code. Run it with {@code -Dsnapshots=write} to update. */
class ReferencePagesTest {
  @Test
  void commandsAreThoseOfTheCommandLine() throws IOException {
    new CommandReference().page().compare();
  }

  @Test
  void settingsAreThoseOfThePulumiProgram() throws IOException {
    SettingReference.page().compare();
  }

  @Test
  void environmentVariablesAreThoseOfTheContract() throws IOException {
    VariableReference.page().compare();
  }

  @Test
  void messagesAreThoseOfTheCode() throws IOException {
    ErrorNumberFile.read().compare();
    MessageCatalogue.page().compare();
  }

  @Test
  void noTwoNumbersHaveTheSameMessage() throws IOException {
    assertThat(ErrorNumberFile.read().messages().values())
        .filteredOn(text -> !text.equals("(removed)"))
        .doesNotHaveDuplicates();
  }

  /** A heading of the page of common errors is a message, with … for each value. */
  @Test
  void eachCommonErrorIsAMessageOfTheCode() throws IOException {
    List<String> messages = new ArrayList<>();
    for (String module : List.of("etl/loader", "etl/azure", "etl/cli", "infra", "jobs", "local")) {
      MessageCatalogue.messages(module)
          .forEach(each -> messages.add(each.what() + ": " + each.found()));
    }
    String page = Files.readString(ReferencePage.ROOT.resolve("docs/common-errors.md"));
    List<String> headings =
        Pattern.compile("(?m)^## (Cannot .*)$")
            .matcher(page)
            .results()
            .map(MatchResult::group)
            .map(line -> line.substring("## ".length()))
            .toList();
    assertThat(headings).hasSizeGreaterThan(10).doesNotHaveDuplicates();
    assertThat(messages).containsAll(headings);
  }
}
