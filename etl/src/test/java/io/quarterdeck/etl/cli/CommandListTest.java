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
}
