package io.quarterdeck.local.arm.provider;

import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.FaultFile;
import io.quarterdeck.local.entra.LocalTenant;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Runs the provider in its own process, without backends, for tests. Prints its port first, as the
 * engine expects from a provider, and runs until it is stopped.
 */
public final class ProviderMain {
  private ProviderMain() {}

  /**
   * Runs until the process is killed.
   *
   * @param arguments the folder that stores the resources; the file faults.txt in it injects faults
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 1) {
      System.err.printf(
          "Cannot start the provider: found %d arguments; expected one, the folder that stores the"
              + " resources.%n",
          arguments.length);
      System.exit(2);
    }
    Path folder = Path.of(arguments[0]);
    ControlPlane azure =
        ControlPlane.open(
            folder,
            CallerIdentity.LOCAL,
            ResourceBackends.none(),
            new FaultFile(folder.resolve("faults.txt")));
    try (ProviderServer server = ProviderServer.start(azure, LocalTenant.owner(), 0)) {
      System.out.println(server.port());
      System.out.flush();
      server.await();
    }
  }
}
