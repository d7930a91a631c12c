package io.quarterdeck.azure.connection;

import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.outputs.OutputsSource;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.azure.stack.StackChoice;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.progress.Progress;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;

/** Finds the outputs and the access of a stack. */
public final class ConnectedStacks {
  private ConnectedStacks() {}

  /**
   * Returns the stack's outputs and access. If a provider is registered for the stack's name, the
   * provider supplies both. Otherwise the outputs come from the file or from the Pulumi CLI, and
   * the access from environment variables.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the outputs or the access cannot be determined
   */
  public static ConnectedStack find(StackChoice choice, Progress progress) {
    progress.phase("reading the outputs of " + choice.words());
    return connect(choice, progress).as(choice.role());
  }

  /**
   * Adds systems to a stack that a provider supplies. Other stacks do not change.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the provider cannot store them
   */
  public static void add(StackChoice choice, Set<PlatformSystemName> systems) {
    if (choice instanceof StackChoice.Named named) {
      provider(named.name()).ifPresent(provider -> provider.add(systems));
    }
  }

  private static ConnectedStack connect(StackChoice choice, Progress progress) {
    if (choice instanceof StackChoice.Named named) {
      Optional<ConnectedStackProvider> provider = provider(named.name());
      return provider.isPresent()
          ? provider.get().connect(progress)
          : withAccess(OutputsSource.stack(named.name(), Folders.current().home()));
    }
    return withAccess(OutputsSource.file(((StackChoice.InFile) choice).outputs()));
  }

  /**
   * Returns the access to Azure for a stack, without its outputs.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the access cannot be determined
   */
  public static AzureAccess access(StackChoice choice, Progress progress) {
    Optional<ConnectedStackProvider> provider =
        choice instanceof StackChoice.Named named ? provider(named.name()) : Optional.empty();
    return provider.isPresent()
        ? provider.get().connect(progress).access()
        : AccessVariables.read(System.getenv());
  }

  /**
   * Returns the access with which {@code bootstrap} sets the workspace of a stack up; empty if a
   * person does this.
   *
   * @throws io.quarterdeck.loader.failure.Failure if it cannot be determined
   */
  static Optional<AzureAccess> setupAccess(ConnectedStack stack) {
    return provider(stack.outputs().environment())
        .flatMap(provider -> provider.setupAccess(stack.access()));
  }

  private static ConnectedStack withAccess(OutputValues outputs) {
    return new ConnectedStack(outputs, AccessVariables.read(System.getenv()));
  }

  private static Optional<ConnectedStackProvider> provider(String name) {
    return ServiceLoader.load(ConnectedStackProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.stack().equals(name))
        .findFirst();
  }
}
