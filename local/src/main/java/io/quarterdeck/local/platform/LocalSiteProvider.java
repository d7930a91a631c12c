package io.quarterdeck.local.platform;

import io.quarterdeck.etl.azure.AzureSite;
import io.quarterdeck.etl.azure.AzureSiteProvider;
import io.quarterdeck.etl.stack.Folders;
import io.quarterdeck.etl.terminal.Progress;

/** Outputs and access of the stack {@code local}, which is brought up where it is not. */
public final class LocalSiteProvider implements AzureSiteProvider {
  @Override
  public String stack() {
    return LocalPlatform.STACK;
  }

  @Override
  public AzureSite site(Progress progress) {
    return new LocalPlatform(Folders.current()).site(progress);
  }
}
