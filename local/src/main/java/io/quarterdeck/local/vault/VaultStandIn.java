package io.quarterdeck.local.vault;

import io.quarterdeck.local.standin.StandIn;
import io.quarterdeck.local.standin.StandInContext;
import io.quarterdeck.local.standin.http.BearerToken;
import io.quarterdeck.local.standin.http.LoopbackServer;
import java.io.IOException;

/**
 * Emulates Key Vault's data plane for secrets over HTTPS, for the only vault of the local stack. As
 * in Azure, the first answer is a challenge.
 *
 * @param vaults the vaults, shared with the management plane
 */
public record VaultStandIn(Vaults vaults) implements StandIn {
  /** The name of this emulator. */
  public static final String NAME = "keyVault";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Running start(StandInContext context) throws IOException {
    BearerToken token = new BearerToken(context.token());
    return LoopbackServer.start(
        NAME,
        context,
        endpoint -> new AuthFilter(token, endpoint, new SecretRoutes(vaults, endpoint).routes()));
  }
}
