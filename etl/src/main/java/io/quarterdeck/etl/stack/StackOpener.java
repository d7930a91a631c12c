package io.quarterdeck.etl.stack;

import io.quarterdeck.etl.terminal.Progress;

/**
 * Opens stacks. Found by {@link java.util.ServiceLoader}, so that Azure's libraries are loaded only
 * where a stack is opened.
 */
public interface StackOpener {
  /**
   * Opens the stack.
   *
   * @throws io.quarterdeck.etl.Failure when its outputs cannot be had
   */
  Stack open(StackChoice choice, Progress progress);
}
