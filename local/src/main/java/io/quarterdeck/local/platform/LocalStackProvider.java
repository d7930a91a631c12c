package io.quarterdeck.local.platform;

import io.quarterdeck.etl.azure.ConnectedStack;
import io.quarterdeck.etl.azure.ConnectedStackProvider;
import io.quarterdeck.etl.stack.Folders;
import io.quarterdeck.etl.terminal.Progress;

/** Provides outputs and access of the stack {@code local}, and starts the stack if necessary. */
public final class LocalStackProvider implements ConnectedStackProvider {
  @Override
  public String stack() {
    return LocalPlatform.STACK;
  }

  @Override
  public ConnectedStack connect(Progress progress) {
    return new LocalPlatform(Folders.current()).site(progress);
  }
}
