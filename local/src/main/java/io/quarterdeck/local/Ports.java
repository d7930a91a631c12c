package io.quarterdeck.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Ports on the loopback address. */
public final class Ports {
  /** The only address that the local stack listens on. */
  public static final String LOOPBACK = "127.0.0.1";

  private static final InetAddress ADDRESS = InetAddress.getLoopbackAddress();

  private Ports() {}

  /** A port that nobody listens on now. */
  public static int free() {
    return free(1).get(0);
  }

  /** As many ports that nobody listens on now, all different. */
  public static List<Integer> free(int count) {
    List<ServerSocket> held = new ArrayList<>();
    try {
      while (held.size() < count) {
        held.add(new ServerSocket(0, 1, ADDRESS));
      }
      List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : held) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether somebody listens on the port, or the system refuses it to us. */
  public static boolean taken(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(ADDRESS, port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
