package io.quarterdeck.etl.azure;

import io.quarterdeck.etl.outputs.OutputsSource;
import io.quarterdeck.etl.outputs.StackOutputs;
import io.quarterdeck.etl.stack.Folders;
import io.quarterdeck.etl.stack.StackChoice;
import io.quarterdeck.etl.terminal.Progress;
import java.util.Optional;
import java.util.ServiceLoader;

/** Finds outputs and access of a stack. */
public final class AzureSites {
  private AzureSites() {}

  /**
   * The stack's site: from the provider of its name where there is one, else its outputs by file or
   * Pulumi's CLI, and its access by the environment.
   *
   * @throws io.quarterdeck.etl.Failure when the outputs or the access cannot be had
   */
  public static AzureSite find(StackChoice choice, Progress progress) {
    progress.phase("reading the outputs of " + choice.words());
    if (choice instanceof StackChoice.Named named) {
      Optional<AzureSiteProvider> provider = provider(named.name());
      return provider.isPresent()
          ? provider.get().site(progress)
          : withAccess(OutputsSource.stack(named.name(), Folders.current().home()));
    }
    return withAccess(OutputsSource.file(((StackChoice.InFile) choice).outputs()));
  }

  private static AzureSite withAccess(StackOutputs outputs) {
    return new AzureSite(outputs, AccessVariables.read(System.getenv()));
  }

  private static Optional<AzureSiteProvider> provider(String name) {
    return ServiceLoader.load(AzureSiteProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.stack().equals(name))
        .findFirst();
  }
}
