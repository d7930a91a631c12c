package io.quarterdeck.local.emulator;

import io.quarterdeck.local.process.DaemonThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;

/**
 * Accepts connections, each in its own thread. For services that do not speak HTTP.
 *
 * @param listener the bound port
 * @param name the service, for log messages
 * @param threads creates a thread for each connection
 * @param handler serves a connection
 */
public record ConnectionListener(
    ServerSocketChannel listener, String name, ThreadFactory threads, Handler handler)
    implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ConnectionListener.class.getName());

  /** Serves a connection until it ends. */
  @FunctionalInterface
  public interface Handler {
    /** Serves the connection and closes it. */
    void serve(SocketChannel client) throws IOException;
  }

  /** Starts to accept connections. */
  public static ConnectionListener start(
      ServerSocketChannel listener, String name, Handler handler) {
    ConnectionListener started =
        new ConnectionListener(listener, name, DaemonThreads.named(name + " connection"), handler);
    DaemonThreads.named(name + " listener").newThread(started::accept).start();
    return started;
  }

  private void accept() {
    while (listener.isOpen()) {
      try {
        SocketChannel client = listener.accept();
        threads.newThread(() -> serve(client)).start();
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException e) {
        LOG.log(System.Logger.Level.WARNING, "Cannot accept a connection to " + name, e);
      }
    }
  }

  private void serve(SocketChannel client) {
    try {
      handler.serve(client);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "A client of " + name + " disconnected", e);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A connection to " + name + " failed", e);
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
