package io.quarterdeck.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP relay to a server on loopback. It can inject a fault after a number of bytes to the server.
 * After it is closed, clients cannot reach the server.
 */
public final class TcpRelay implements AutoCloseable {
  /** The fault to inject. */
  public enum Fault {
    /** Resets all connections. */
    RESET,
    /** Discards further data, then closes the connections. */
    DROP,
    /** Pauses forwarding, then continues. */
    DELAY
  }

  private static final long DELAY_NANOS = 300_000_000L;

  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicLong sent = new AtomicLong();
  private final int serverPort;
  private final Fault fault;
  private final long afterBytes;

  private TcpRelay(int serverPort, Fault fault, long afterBytes) throws IOException {
    this.serverPort = serverPort;
    this.fault = fault;
    this.afterBytes = afterBytes;
    start(this::accept);
  }

  /** Starts a relay to the server on this port. */
  public static TcpRelay to(int serverPort) throws IOException {
    return new TcpRelay(serverPort, Fault.DELAY, Long.MAX_VALUE);
  }

  /** Starts a relay that injects a fault after this number of bytes to the server. */
  public static TcpRelay faulty(int serverPort, Fault fault, long afterBytes) throws IOException {
    return new TcpRelay(serverPort, fault, afterBytes);
  }

  public int port() {
    return listening.getLocalPort();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listening.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
      sockets.addAll(List.of(client, server));
      start(() -> carry(client, server, sent));
      start(() -> carry(server, client, new AtomicLong(Long.MIN_VALUE)));
    }
  }

  private void carry(Socket from, Socket to, AtomicLong carried) throws IOException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    byte[] block = new byte[1 << 14];
    for (int got = in.read(block); got >= 0; got = in.read(block)) {
      long before = carried.getAndAdd(got);
      if (before < afterBytes && before + got >= afterBytes) {
        injectFault();
      }
      if (fault == Fault.DELAY || carried.get() < afterBytes) {
        out.write(block, 0, got);
      }
    }
    to.shutdownOutput();
  }

  private void injectFault() throws IOException {
    if (fault != Fault.RESET) {
      LockSupport.parkNanos(DELAY_NANOS);
    }
    if (fault != Fault.DELAY) {
      closeAll();
    }
  }

  private void closeAll() throws IOException {
    for (Socket socket : sockets) {
      if (fault == Fault.RESET && !socket.isClosed()) {
        socket.setSoLinger(true, 0);
      }
      socket.close();
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // Connections end in different ways here. The test checks the client's own message.
                Thread.currentThread().interrupt();
              }
            },
            "relay");
    thread.setDaemon(true);
    thread.start();
  }

  /** Stops accepting connections, and closes the open ones. */
  public void cut() throws IOException {
    listening.close();
    closeAll();
  }

  @Override
  public void close() throws IOException {
    cut();
  }
}
