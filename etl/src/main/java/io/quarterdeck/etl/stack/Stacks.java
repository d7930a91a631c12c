package io.quarterdeck.etl.stack;

import io.quarterdeck.etl.terminal.Progress;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds who opens a stack. */
public final class Stacks {
  private Stacks() {}

  /**
   * Opens the stack: by the provider of its name where there is one, else by its outputs.
   *
   * @throws io.quarterdeck.etl.Failure when it cannot be opened
   */
  public static Stack open(StackChoice choice, Progress progress) {
    Optional<StackProvider> provider =
        choice instanceof StackChoice.Named named ? provider(named.name()) : Optional.empty();
    return provider.isPresent()
        ? provider.get().open(progress)
        : ServiceLoader.load(StackOpener.class).findFirst().orElseThrow().open(choice, progress);
  }

  private static Optional<StackProvider> provider(String name) {
    return ServiceLoader.load(StackProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.stack().equals(name))
        .findFirst();
  }
}
