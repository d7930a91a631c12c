package io.quarterdeck.etl.stack;

import static java.util.stream.Collectors.joining;

import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.terminal.Progress;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Finds who opens a stack. */
public final class Stacks {
  private Stacks() {}

  /**
   * Opens the stack of this name.
   *
   * @throws Failure when no stack of that name is known, or it cannot be opened
   */
  public static Stack open(String name, Progress progress) {
    return providers()
        .filter(provider -> provider.stack().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name))
        .open(progress);
  }

  private static Failure unknown(String name) {
    return new Failure(
        "Cannot open the stack "
            + name
            + ": this version knows no such stack; expected one of "
            + providers().map(StackProvider::stack).sorted().collect(joining(", "))
            + ". Mend --stack.");
  }

  private static Stream<StackProvider> providers() {
    return ServiceLoader.load(StackProvider.class).stream().map(ServiceLoader.Provider::get);
  }
}
