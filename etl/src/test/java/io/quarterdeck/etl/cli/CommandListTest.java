package io.quarterdeck.etl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class CommandListTest {
  /** The list of commands shows the first line of a description, and no more of it. */
  @Test
  void each_commands_first_line_is_a_sentence_of_its_own() {
    for (CommandLine command : Quarterdeck.commandLine().getSubcommands().values()) {
      assertThat(command.getCommandSpec().usageMessage().description()[0])
          .as(command.getCommandName())
          .endsWith(".");
    }
  }

  /** What is not called is only listed, and the list does not show it. */
  @Test
  void the_list_is_the_same_whichever_command_is_called() {
    String all = Quarterdeck.commandLine().getUsageMessage();
    assertThat(Quarterdeck.commandLine(name -> false).getUsageMessage()).isEqualTo(all);
    assertThat(Quarterdeck.commandLine("load"::equals).getUsageMessage()).isEqualTo(all);
  }
}
