package io.quarterdeck.local.platform;

import io.quarterdeck.etl.azure.ConnectedStack;
import io.quarterdeck.etl.azure.ConnectedStackProvider;
import io.quarterdeck.etl.stack.Folders;
import io.quarterdeck.etl.terminal.Progress;

/** Outputs and access of the stack {@code local}, which is brought up where it is not. */
public final class LocalSiteProvider implements ConnectedStackProvider {
  @Override
  public String stack() {
    return LocalPlatform.STACK;
  }

  @Override
  public ConnectedStack connect(Progress progress) {
    return new LocalPlatform(Folders.current()).site(progress);
  }
}
