package io.quarterdeck.local.arm.provider;

import io.quarterdeck.local.arm.parts.Parts;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.FaultFile;
import io.quarterdeck.local.arm.store.SignedInAs;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The provider in a process of its own, without real parts, for rehearsals and tests. Prints its
 * port first, as the engine expects of a provider, and ends when it is told to.
 */
public final class ProviderMain {
  private ProviderMain() {}

  /**
   * Runs until it is killed.
   *
   * @param arguments the folder in which resources are kept; faults.txt in it injects faults
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 1) {
      System.err.printf(
          "Cannot start the provider: found %d arguments; expected one, the folder that keeps the resources.%n",
          arguments.length);
      System.exit(2);
    }
    Path folder = Path.of(arguments[0]);
    ControlPlane azure =
        ControlPlane.open(
            folder, SignedInAs.LOCAL, Parts.none(), new FaultFile(folder.resolve("faults.txt")));
    try (ProviderServer server = ProviderServer.start(azure, 0)) {
      System.out.println(server.port());
      System.out.flush();
      server.await();
    }
  }
}
