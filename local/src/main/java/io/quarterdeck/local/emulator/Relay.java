package io.quarterdeck.local.emulator;

import io.quarterdeck.local.process.DaemonThreads;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Copies bytes between a client and the server in both directions, until one of them disconnects.
 *
 * @param client the connection to the client
 * @param server the connection to the server
 */
public record Relay(SocketChannel client, SocketChannel server) {
  private static final System.Logger LOG = System.getLogger(Relay.class.getName());
  private static final int BUFFER_BYTES = 1 << 16;

  /** Returns when the server has disconnected. Both connections are closed. */
  public void run() throws IOException {
    DaemonThreads.named("relay").newThread(() -> copy(client, server)).start();
    copy(server, client);
    close();
  }

  private void copy(SocketChannel source, SocketChannel target) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    try {
      while (source.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          target.write(buffer);
        }
        buffer.clear();
      }
      // The other direction continues: a client can still receive the end of an answer.
      target.shutdownOutput();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "A connection ended", e);
      close();
    }
  }

  /** Ends the copying in the other direction too. */
  private void close() {
    try (client;
        server) {
      LOG.log(System.Logger.Level.DEBUG, "Closing both connections");
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "Cannot close a connection", e);
    }
  }
}
