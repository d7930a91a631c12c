package io.quarterdeck.azure.connection;

import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.azure.stack.StackChoice;
import io.quarterdeck.azure.stack.StackOpener;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.progress.Progress;
import java.util.Set;

/** Opens stacks from their outputs. */
public final class AzureStackOpener implements StackOpener {
  @Override
  public Stack open(StackChoice choice, Set<PlatformSystemName> systems, Progress progress) {
    ConnectedStacks.add(choice, systems);
    return AzureStack.of(ConnectedStacks.find(choice, progress));
  }
}
