package io.quarterdeck.azure.stack;

import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.progress.Progress;
import java.util.Set;

/**
 * Opens stacks. {@link java.util.ServiceLoader} finds implementations, so that Azure's libraries
 * are loaded only when a stack is opened.
 */
public interface StackOpener {
  /**
   * Opens the stack.
   *
   * @param systems the systems to add to the local stack; other stacks do not change
   * @throws io.quarterdeck.loader.failure.Failure if the outputs cannot be determined
   */
  Stack open(StackChoice choice, Set<PlatformSystemName> systems, Progress progress);
}
