package io.quarterdeck.cli;

/** Adds a command from another module. {@link java.util.ServiceLoader} finds providers. */
public interface CommandProvider {
  /** Returns a picocli command object with the annotation {@code @Command}. */
  Object command();
}
