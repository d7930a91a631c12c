package io.quarterdeck.azure.stack;

import io.quarterdeck.loader.progress.Progress;

/**
 * Opens stacks. {@link java.util.ServiceLoader} finds implementations, so that Azure's libraries
 * are loaded only when a stack is opened.
 */
public interface StackOpener {
  /**
   * Opens the stack.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the outputs cannot be determined
   */
  Stack open(StackChoice choice, Progress progress);
}
