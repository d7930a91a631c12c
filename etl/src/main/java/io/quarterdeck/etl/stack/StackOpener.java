package io.quarterdeck.etl.stack;

import io.quarterdeck.etl.terminal.Progress;

/**
 * Opens stacks. {@link java.util.ServiceLoader} finds implementations, so that Azure's libraries
 * are loaded only when a stack is opened.
 */
public interface StackOpener {
  /**
   * Opens the stack.
   *
   * @throws io.quarterdeck.etl.Failure if the outputs cannot be determined
   */
  Stack open(StackChoice choice, Progress progress);
}
