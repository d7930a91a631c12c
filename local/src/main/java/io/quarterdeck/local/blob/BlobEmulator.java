package io.quarterdeck.local.blob;

import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.authorization.Authorization;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.entra.Authority;
import io.quarterdeck.local.http.LoopbackServer;
import io.quarterdeck.local.network.NetworkDecisions;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * A proxy before Azurite, over HTTPS: it checks the network rules of the account, the tokens and
 * the role assignments of callers, and passes the accepted requests on. The first segment of a path
 * is the name of the account, as in {@code https://127.0.0.1:PORT/ACCOUNT/CONTAINER/BLOB}.
 *
 * @param resources the resources of the subscription, read at each request
 * @param authority checks the tokens of callers
 * @param authorization the role assignments of callers
 * @param azurite receives the accepted requests
 */
public record BlobEmulator(
    ArmResources resources, Authority authority, Authorization authorization, Azurite azurite)
    implements Emulator {
  /** The name of this emulator. */
  public static final String NAME = "blob";

  @Override
  public String name() {
    return NAME;
  }

  /**
   * Returns the URL of an account, with a trailing slash, as Azure returns it.
   *
   * @param endpoint the endpoint of this emulator, without a trailing slash
   */
  public static String url(URI endpoint, String account) {
    return endpoint + "/" + account + "/";
  }

  @Override
  public Running start(EmulatorContext context) throws IOException {
    LoopbackServer server =
        LoopbackServer.bind(NAME, context.port(), Optional.of(context.tls()), new BlobStyle());
    StorageAccounts accounts = new StorageAccounts(resources, server.endpoint());
    BlobAccess access = new BlobAccess(authorization, accounts);
    server.serve(
        new BlobTokenFilter(
            new NetworkFilter(new NetworkDecisions(resources)),
            authority,
            accounts,
            new AcceptedRequests(access, accounts, azurite)));
    return server;
  }
}
