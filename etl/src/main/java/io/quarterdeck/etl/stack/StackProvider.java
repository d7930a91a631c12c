package io.quarterdeck.etl.stack;

import io.quarterdeck.etl.terminal.Progress;

/** Opens stacks of one name or kind. Found by {@link java.util.ServiceLoader}. */
public interface StackProvider {
  /** The name of the stack that this provider opens. */
  String stack();

  /**
   * Opens the stack; the local one is brought up first if it is not.
   *
   * @throws io.quarterdeck.etl.Failure when it cannot be reached or brought up
   */
  Stack open(Progress progress);
}
