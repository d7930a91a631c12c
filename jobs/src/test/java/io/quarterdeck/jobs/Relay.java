package io.quarterdeck.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP relay to a server on loopback. After it is closed, clients cannot reach the server. */
final class Relay implements AutoCloseable {
  private final ServerSocket listening;
  private final int server;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  /** Starts a relay to the server on this port. */
  static Relay to(int server) throws IOException {
    Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server);
    start(relay::accept);
    return relay;
  }

  private Relay(ServerSocket listening, int server) {
    this.listening = listening;
    this.server = server;
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
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

  /** Stops accepting connections, and closes the open ones. */
  void cut() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  /** The work of a relay thread, which ends when its sockets are closed. */
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
                // Expected when a connection or the relay is closed.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
