package io.quarterdeck.local.vault;

import io.quarterdeck.local.PrivateFiles;
import io.quarterdeck.local.standin.StandIn;
import io.quarterdeck.local.standin.http.TestSite;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process with a Key Vault stand-in; a program of the tests. */
final class VaultProcess {
  static final Vault VAULT =
      new Vault(
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv-local",
          "westeurope",
          90,
          true);

  private VaultProcess() {}

  /** The folder's vault is answered for until the process is killed. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Vaults vaults = Vaults.open(folder.resolve("vaults"));
    vaults.put(VAULT);
    StandIn.Running running = new VaultStandIn(vaults).start(TestSite.in(folder, folder).site());
    PrivateFiles.write(folder.resolve(arguments[1]), running.endpoint().toString());
    new CountDownLatch(1).await();
  }
}
