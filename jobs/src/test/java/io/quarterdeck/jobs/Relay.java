package io.quarterdeck.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands before a server on loopback, until it is closed: then the server is gone for its clients.
 */
final class Relay implements AutoCloseable {
  private final ServerSocket door;
  private final int server;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  /** A relay to the server on this port. */
  static Relay to(int server) throws IOException {
    Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
    start(relay::accept);
    return relay;
  }

  private Relay(ServerSocket door, int server) {
    this.door = door;
    this.server = server;
  }

  int port() {
    return door.getLocalPort();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = door.accept();
      Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
      sockets.addAll(List.of(client, behind));
      start(() -> pass(client, behind));
      start(() -> pass(behind, client));
    }
  }

  private static void pass(Socket from, Socket to) throws IOException {
    try (InputStream bytes = from.getInputStream()) {
      bytes.transferTo(to.getOutputStream());
    } finally {
      to.close();
    }
  }

  @Override
  public void close() throws IOException {
    cut();
  }

  /** Lets nobody in any more, and nobody talk on. */
  void cut() throws IOException {
    door.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** What a thread of the relay does; it ends when its sockets are closed. */
  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // The way that both ends of a connection, and the relay itself, come to their end.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
