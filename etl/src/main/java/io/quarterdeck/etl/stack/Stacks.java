package io.quarterdeck.etl.stack;

import io.quarterdeck.etl.terminal.Progress;
import java.util.ServiceLoader;

/** Finds who opens stacks. */
public final class Stacks {
  private Stacks() {}

  /**
   * Opens the stack by its outputs.
   *
   * @throws io.quarterdeck.etl.Failure when it cannot be opened
   */
  public static Stack open(StackChoice choice, Progress progress) {
    return ServiceLoader.load(StackOpener.class).findFirst().orElseThrow().open(choice, progress);
  }
}
