package io.quarterdeck.etl.cli;

/**
 * Adds a command to the command line from another module. Found by {@link java.util.ServiceLoader}.
 */
public interface CommandProvider {
  /** A picocli command object, annotated with {@code @Command}. */
  Object command();
}
