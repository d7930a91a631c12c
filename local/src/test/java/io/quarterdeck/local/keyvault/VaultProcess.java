package io.quarterdeck.local.keyvault;

import io.quarterdeck.local.authorization.TestRoles;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.TestContext;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.entra.TestTenant;
import io.quarterdeck.local.files.PrivateFiles;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program for tests: a process with a Key Vault emulator. */
final class VaultProcess {
  static final VaultResource VAULT =
      new VaultResource(
          "/subscriptions/s/resourceGroups/g/providers/Microsoft.KeyVault/vaults/kv-local",
          "westeurope",
          90,
          true);

  private VaultProcess() {}

  /** Serves the vault of the folder until the process is killed. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Vaults vaults = Vaults.open(folder.resolve("vaults"));
    vaults.put(VAULT);
    Emulator.Running running =
        new KeyVaultEmulator(
                vaults,
                NoVaults.NONE,
                TestTenant.authority(),
                new TestRoles()
                    .assign(LocalTenant.OWNER_ID, TestRoles.SECRETS_OFFICER, VAULT.id())
                    .roles())
            .start(TestContext.in(folder, folder, Audience.KEY_VAULT).emulator());
    PrivateFiles.write(folder.resolve(arguments[1]), running.endpoint().toString());
    new CountDownLatch(1).await();
  }
}
