package io.quarterdeck.local.flexibleserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * The real PostgreSQL server.
 *
 * @param port the port on 127.0.0.1, where the server requires a password
 * @param socket the socket in a private folder, where the server trusts the name of the role
 */
record RealServer(int port, Path socket) {
  /** Connects to where the server asks the client for a password. */
  SocketChannel withPassword() throws SignInRefused {
    return connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /** Connects to where the server accepts each role. The caller has checked the role. */
  SocketChannel trusted() throws SignInRefused {
    return connect(UnixDomainSocketAddress.of(socket));
  }

  private static SocketChannel connect(SocketAddress address) throws SignInRefused {
    try {
      SocketChannel channel = SocketChannel.open(address);
      if (address instanceof InetSocketAddress) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
      return channel;
    } catch (IOException e) {
      throw SignInRefused.serverStopped(e);
    }
  }
}
