package io.quarterdeck.local.vault;

import io.quarterdeck.local.standin.StandIn;
import io.quarterdeck.local.standin.StandInSite;
import io.quarterdeck.local.standin.http.BearerToken;
import io.quarterdeck.local.standin.http.LoopbackServer;
import java.io.IOException;

/**
 * Key Vault's data plane for secrets, over HTTPS: the one vault of the local stack answers, as in
 * Azure with a challenge first.
 *
 * @param vaults the vaults, shared with the management plane
 */
public record VaultStandIn(Vaults vaults) implements StandIn {
  /** This stand-in's name. */
  public static final String NAME = "keyVault";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Running start(StandInSite site) throws IOException {
    BearerToken token = new BearerToken(site.token());
    return LoopbackServer.start(
        NAME,
        site,
        endpoint -> new VaultDoor(token, endpoint, new SecretRoutes(vaults, endpoint).routes()));
  }
}
