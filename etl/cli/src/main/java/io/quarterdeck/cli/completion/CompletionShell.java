package io.quarterdeck.cli.completion;

import picocli.AutoComplete;
import picocli.CommandLine;

/** A shell for which a completion script can be generated. */
public enum CompletionShell {
  /** GNU Bash. */
  BASH,
  /** The Z shell. It runs the script for Bash through its function {@code bashcompinit}. */
  ZSH,
  /** The friendly interactive shell. */
  FISH;

  /**
   * Returns the completion script of a command line. The script for Bash and Zsh is that of picocli
   * (picocli, "Autocomplete for Java Command Line Applications").
   *
   * @param commandLine the complete command line; its options get candidates for their values
   */
  public String script(CommandLine commandLine) {
    ValueCandidates.addTo(commandLine);
    String program = commandLine.getCommandName();
    return switch (this) {
      case BASH, ZSH -> AutoComplete.bash(program, commandLine);
      case FISH -> new FishCompletion(commandLine).script();
    };
  }
}
