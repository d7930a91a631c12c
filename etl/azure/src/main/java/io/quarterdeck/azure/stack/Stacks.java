package io.quarterdeck.azure.stack;

import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.progress.Progress;
import java.util.ServiceLoader;
import java.util.Set;

/** Opens stacks with the registered {@link StackOpener}. */
public final class Stacks {
  private Stacks() {}

  /**
   * Opens the stack from its outputs.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the stack cannot be opened
   */
  public static Stack open(StackChoice choice, Progress progress) {
    return open(choice, Set.of(), progress);
  }

  /**
   * Opens the stack like {@link #open(StackChoice, Progress)}, and adds systems to it if it is the
   * local stack.
   */
  public static Stack open(StackChoice choice, Set<PlatformSystemName> systems, Progress progress) {
    return ServiceLoader.load(StackOpener.class)
        .findFirst()
        .orElseThrow()
        .open(choice, systems, progress);
  }
}
