package io.quarterdeck.etl.faults;

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

/** Carries bytes between the loader and the server, until so many have gone to the server. */
final class FaultyProxy implements AutoCloseable {
  /** What happens then. */
  enum Trouble {
    /** Every connection is reset. */
    RESET,
    /** What is sent from then on is lost, and then the connections end. */
    DROP,
    /** Nothing moves for a while; then all goes on. */
    DELAY
  }

  private static final long DELAY_NANOS = 300_000_000L;

  private final ServerSocket door = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicLong sent = new AtomicLong();
  private final int serverPort;
  private final Trouble trouble;
  private final long afterBytes;

  FaultyProxy(int serverPort, Trouble trouble, long afterBytes) throws IOException {
    this.serverPort = serverPort;
    this.trouble = trouble;
    this.afterBytes = afterBytes;
    start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = door.accept();
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
        makeTrouble();
      }
      if (trouble == Trouble.DELAY || carried.get() < afterBytes) {
        out.write(block, 0, got);
      }
    }
    to.shutdownOutput();
  }

  private void makeTrouble() throws IOException {
    if (trouble != Trouble.RESET) {
      LockSupport.parkNanos(DELAY_NANOS);
    }
    if (trouble != Trouble.DELAY) {
      closeAll();
    }
  }

  private void closeAll() throws IOException {
    for (Socket socket : sockets) {
      if (trouble == Trouble.RESET && !socket.isClosed()) {
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
                // Connections end in every way here; the loader's own message is what is tested.
                Thread.currentThread().interrupt();
              }
            },
            "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
    closeAll();
  }
}
