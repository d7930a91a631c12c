package io.quarterdeck.local.platform;

import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.connection.ConnectedStackProvider;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.progress.Progress;
import java.util.Optional;
import java.util.Set;

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

  @Override
  public void add(Set<PlatformSystemName> systems) {
    new LocalPlatform(Folders.current()).add(systems);
  }

  @Override
  public Optional<AzureAccess> setupAccess(AzureAccess connected) {
    return new LocalPlatform(Folders.current())
        .ownerAccess()
        .filter(owner -> owner.resourceManager().equals(connected.resourceManager()));
  }
}
