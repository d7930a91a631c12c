package io.quarterdeck.local.keyvault;

import io.quarterdeck.local.authorization.Authorization;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.entra.Authority;
import io.quarterdeck.local.http.BodyLimit;
import io.quarterdeck.local.http.LoopbackServer;
import java.io.IOException;

/**
 * Emulates Key Vault's data plane for secrets over HTTPS, for the only vault of the local stack. As
 * in Azure, a request without a token receives a challenge.
 *
 * @param vaults the vaults, shared with the management plane
 * @param authority checks the tokens of callers
 * @param authorization the role assignments of callers
 */
public record KeyVaultEmulator(Vaults vaults, Authority authority, Authorization authorization)
    implements Emulator {
  /** The name of this emulator. */
  public static final String NAME = "keyVault";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Running start(EmulatorContext context) throws IOException {
    return LoopbackServer.start(
        NAME,
        context,
        endpoint ->
            new BodyLimit(
                new AuthFilter(
                    authority, new SecretRoutes(vaults, authorization, endpoint).routes())));
  }
}
