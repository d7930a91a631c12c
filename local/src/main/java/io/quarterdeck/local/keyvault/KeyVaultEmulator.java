package io.quarterdeck.local.keyvault;

import io.quarterdeck.local.authorization.Authorization;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.entra.Authority;
import io.quarterdeck.local.http.AzureStyle;
import io.quarterdeck.local.http.BodyLimit;
import io.quarterdeck.local.http.LoopbackServer;
import io.quarterdeck.local.http.Routes;
import java.io.IOException;
import java.util.Optional;

/**
 * Emulates Key Vault's data plane over HTTPS: the secrets of the only vault of the local stack, and
 * the keys of all vaults, each at the host name that it has in Azure. As in Azure, a request
 * without a token receives a challenge.
 *
 * @param vaults the vaults, shared with the management plane
 * @param subscription the vaults that have keys
 * @param authority checks the tokens of callers
 * @param authorization the role assignments of callers
 */
public record KeyVaultEmulator(
    Vaults vaults,
    SubscriptionVaults subscription,
    Authority authority,
    Authorization authorization)
    implements Emulator {
  /** The name of this emulator. */
  public static final String NAME = "keyVault";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Running start(EmulatorContext context) throws IOException {
    LoopbackServer server =
        LoopbackServer.bind(
            NAME, context.port(), Optional.of(context.tls()), new AzureStyle(KeyRoutes.DOMAIN));
    KeyFiles files = new KeyFiles(context.folder().resolve("keys"));
    Routes secrets = new SecretRoutes(vaults, authorization, server.endpoint()).routes();
    Routes keys = new Routes(new KeyRoutes(subscription, files, authorization).routes(), secrets);
    server.serve(new BodyLimit(new AuthFilter(authority, keys)));
    return server;
  }
}
