package io.quarterdeck.azure.connection;

import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.azure.stack.StackChoice;
import io.quarterdeck.azure.stack.StackOpener;
import io.quarterdeck.loader.progress.Progress;

/** Opens stacks from their outputs. */
public final class AzureStackOpener implements StackOpener {
  @Override
  public Stack open(StackChoice choice, Progress progress) {
    return AzureStack.of(ConnectedStacks.find(choice, progress));
  }
}
