package io.quarterdeck.local.platform;

import io.quarterdeck.etl.azure.AzureSite;
import io.quarterdeck.etl.azure.AzureSiteProvider;
import io.quarterdeck.etl.stack.Folders;
import io.quarterdeck.etl.terminal.Progress;

/** Provides outputs and access of the stack {@code local}, and starts the stack if necessary. */
public final class LocalStackProvider implements AzureSiteProvider {
  @Override
  public String stack() {
    return LocalPlatform.STACK;
  }

  @Override
  public AzureSite site(Progress progress) {
    return new LocalPlatform(Folders.current()).site(progress);
  }
}
