package io.quarterdeck.local.flexibleserver;

import io.quarterdeck.local.Ports;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.entra.Directory;
import io.quarterdeck.local.entra.TokenCheck;
import io.quarterdeck.local.postgres.ServerAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.OptionalInt;

/**
 * Emulates the sign-in of flexible servers, before the real PostgreSQL server. The clients of the
 * local stack connect to this port. Data passes through it unchanged.
 *
 * <p>Azure's differences between servers with the same address do not exist here: all flexible
 * servers of the environment {@code local} have the same real server.
 *
 * @param port the port for clients on 127.0.0.1
 * @param access the real server
 * @param tokens checks the tokens of the tenant
 * @param directory the principals of the tenant
 * @param resources the resources of the subscription, read at each sign-in
 */
public record FlexibleServerEmulator(
    int port, ServerAccess access, TokenCheck tokens, Directory directory, ArmResources resources)
    implements Emulator {
  /** The name of this emulator. */
  public static final String NAME = "flexibleServer";

  @Override
  public String name() {
    return NAME;
  }

  /** The settings of the stack contain the port, so that a user can select it. */
  @Override
  public OptionalInt fixedPort() {
    return OptionalInt.of(port);
  }

  @Override
  public Running start(EmulatorContext context) throws IOException {
    ServerSocketChannel listener =
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), context.port()));
    String address = Ports.LOOPBACK + ":" + context.port();
    SignInGate gate =
        new SignInGate(
            new RealServer(access.port(), access.socket()),
            new RoleDirectory(access::connect),
            () -> SignInMethod.of(resources, address),
            new TokenSignIn(tokens),
            new PrincipalFile(directory, access.dataFolder().resolve("entra_principals.json")));
    return ProxyListener.start(listener, address, gate);
  }
}
