package io.quarterdeck.local.flexibleserver;

import io.quarterdeck.local.emulator.ConnectionListener;
import io.quarterdeck.local.emulator.Emulator;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Accepts the connections of clients.
 *
 * @param connections the accepted connections
 * @param address the host and the port
 * @param gate decides about each sign-in
 */
record ProxyListener(ConnectionListener connections, String address, SignInGate gate)
    implements Emulator.Running {
  static ProxyListener start(ServerSocketChannel listener, String address, SignInGate gate) {
    return new ProxyListener(
        ConnectionListener.start(listener, "postgres", client -> serve(client, gate)),
        address,
        gate);
  }

  @Override
  public URI endpoint() {
    return URI.create("postgresql://" + address);
  }

  private static void serve(SocketChannel client, SignInGate gate) throws IOException {
    client.setOption(StandardSocketOptions.TCP_NODELAY, true);
    // A client whose machine is unreachable must not hold the locks of its session.
    client.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    new ClientConnection(client, gate).serve();
  }

  @Override
  public void close() {
    connections.close();
    gate.roles().close();
  }
}
