package io.quarterdeck.etl.azure;

import io.quarterdeck.etl.stack.Stack;
import io.quarterdeck.etl.stack.StackChoice;
import io.quarterdeck.etl.stack.StackOpener;
import io.quarterdeck.etl.terminal.Progress;

/** Opens stacks from their outputs. */
public final class AzureStackOpener implements StackOpener {
  @Override
  public Stack open(StackChoice choice, Progress progress) {
    ConnectedStack stack = ConnectedStacks.find(choice, progress);
    return AzureStack.of(stack.outputs(), stack.access());
  }
}
