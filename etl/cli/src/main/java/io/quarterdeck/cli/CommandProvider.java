package io.quarterdeck.cli;

import io.quarterdeck.cli.help.CommandGroup;

/** Adds a command from another module. {@link java.util.ServiceLoader} finds providers. */
public interface CommandProvider {
  /** Returns a picocli command object with the annotation {@code @Command}. */
  Object command();

  /** Returns the group in which the help lists the command. */
  CommandGroup group();
}
