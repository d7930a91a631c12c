package io.quarterdeck.azure.stack;

import io.quarterdeck.loader.progress.Progress;
import java.util.ServiceLoader;

/** Opens stacks with the registered {@link StackOpener}. */
public final class Stacks {
  private Stacks() {}

  /**
   * Opens the stack from its outputs.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the stack cannot be opened
   */
  public static Stack open(StackChoice choice, Progress progress) {
    return ServiceLoader.load(StackOpener.class).findFirst().orElseThrow().open(choice, progress);
  }
}
