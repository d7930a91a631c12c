package io.quarterdeck.local;

import io.quarterdeck.etl.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports on the loopback address. */
public final class Ports {
  /** The only address that the local stack listens on. */
  public static final String LOOPBACK = "127.0.0.1";

  /**
   * Below the ports that systems give to outgoing connections (Linux from 32768 on by {@code
   * ip_local_port_range}, macOS from 49152 on, after RFC 6335): one of those may be gone by the
   * time that a server listens on it.
   */
  private static final int FIRST = 20_000;

  private static final int COUNT = 32_768 - FIRST;

  private static final InetAddress ADDRESS = InetAddress.getLoopbackAddress();

  private Ports() {}

  /** A port that nobody listens on now. */
  public static int free() {
    return free(1).get(0);
  }

  /**
   * As many ports that nobody listens on now, all different. The search begins anywhere, so that
   * two who search at once seldom meet.
   *
   * @throws Failure when there are not as many
   */
  public static List<Integer> free(int count) {
    int begin = ThreadLocalRandom.current().nextInt(COUNT);
    List<Integer> free =
        IntStream.range(begin, begin + COUNT)
            .map(number -> FIRST + number % COUNT)
            .filter(port -> !taken(port))
            .limit(count)
            .boxed()
            .toList();
    if (free.size() < count) {
      throw new Failure(
          "Cannot find a free port: "
              + free.size()
              + " of the ports from "
              + FIRST
              + " on can be listened on; expected "
              + count
              + ". Let this user listen on "
              + LOOPBACK
              + ", or end what listens there.");
    }
    return free;
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
