package io.quarterdeck.local.flexibleserver;

import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.process.DaemonThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;

/**
 * Accepts the connections of clients, each in its own thread.
 *
 * @param listener the bound port
 * @param address the host and the port
 * @param gate decides about each sign-in
 */
record ProxyListener(ServerSocketChannel listener, String address, SignInGate gate)
    implements Emulator.Running {
  private static final System.Logger LOG = System.getLogger(ProxyListener.class.getName());
  private static final ThreadFactory THREADS = DaemonThreads.named("postgres connection");

  static ProxyListener start(ServerSocketChannel listener, String address, SignInGate gate) {
    ProxyListener started = new ProxyListener(listener, address, gate);
    DaemonThreads.named("postgres listener").newThread(started::accept).start();
    return started;
  }

  @Override
  public URI endpoint() {
    return URI.create("postgresql://" + address);
  }

  private void accept() {
    while (listener.isOpen()) {
      try {
        SocketChannel client = listener.accept();
        THREADS.newThread(() -> serve(client)).start();
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LOG.log(System.Logger.Level.WARNING, "Cannot accept a connection to PostgreSQL", e);
      }
    }
  }

  private void serve(SocketChannel client) {
    try {
      client.setOption(StandardSocketOptions.TCP_NODELAY, true);
      // A client whose machine is unreachable must not hold the locks of its session.
      client.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      new ClientConnection(client, gate).serve();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "A client of PostgreSQL disconnected", e);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "The sign-in to PostgreSQL failed", e);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    gate.roles().close();
  }
}
