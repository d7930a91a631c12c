package io.quarterdeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class CommandListTest {
  /** The list of commands shows only the first line of each description. */
  @Test
  void eachCommandsFirstLineIsASentenceOfItsOwn() {
    for (CommandLine command : Quarterdeck.commandLine().getSubcommands().values()) {
      assertThat(command.getCommandSpec().usageMessage().description()[0])
          .as(command.getCommandName())
          .endsWith(".");
    }
  }

  /** A command that is not called is only listed, and looks the same in the list. */
  @Test
  void theListIsTheSameWhicheverCommandIsCalled() {
    String all = Quarterdeck.commandLine().getUsageMessage();
    assertThat(Quarterdeck.commandLine(name -> false).getUsageMessage()).isEqualTo(all);
    assertThat(Quarterdeck.commandLine("load"::equals).getUsageMessage()).isEqualTo(all);
  }
}
