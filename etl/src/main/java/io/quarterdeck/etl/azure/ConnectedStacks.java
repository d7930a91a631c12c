package io.quarterdeck.etl.azure;

import io.quarterdeck.etl.outputs.OutputsSource;
import io.quarterdeck.etl.outputs.StackOutputs;
import io.quarterdeck.etl.stack.Folders;
import io.quarterdeck.etl.stack.StackChoice;
import io.quarterdeck.etl.terminal.Progress;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds outputs and access of a stack. */
public final class ConnectedStacks {
  private ConnectedStacks() {}

  /**
   * The stack's stack: from the provider of its name where there is one, else its outputs by file
   * or Pulumi's CLI, and its access by the environment.
   *
   * @throws io.quarterdeck.etl.Failure when the outputs or the access cannot be had
   */
  public static ConnectedStack find(StackChoice choice, Progress progress) {
    progress.phase("reading the outputs of " + choice.words());
    if (choice instanceof StackChoice.Named named) {
      Optional<ConnectedStackProvider> provider = provider(named.name());
      return provider.isPresent()
          ? provider.get().connect(progress)
          : withAccess(OutputsSource.stack(named.name(), Folders.current().home()));
    }
    return withAccess(OutputsSource.file(((StackChoice.InFile) choice).outputs()));
  }

  private static ConnectedStack withAccess(StackOutputs outputs) {
    return new ConnectedStack(outputs, AccessVariables.read(System.getenv()));
  }

  private static Optional<ConnectedStackProvider> provider(String name) {
    return ServiceLoader.load(ConnectedStackProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.stack().equals(name))
        .findFirst();
  }
}
