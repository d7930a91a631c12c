package io.quarterdeck.local;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** Ports on the loopback address. */
public final class Ports {
  /** The only address on which the local stack listens. */
  public static final String LOOPBACK = "127.0.0.1";

  /**
   * Below the range of ephemeral ports (Linux: from 32768, see {@code ip_local_port_range}; macOS:
   * from 49152, see RFC 6335). The system could assign an ephemeral port to an outgoing connection
   * before our server listens on it.
   */
  private static final int FIRST = 20_000;

  private static final int COUNT = 32_768 - FIRST;

  private static final InetAddress ADDRESS = InetAddress.getLoopbackAddress();

  private Ports() {}

  /** Returns a port on which no program listens now. */
  public static int free() {
    return free(1, Set.of()).get(0);
  }

  /**
   * Returns different ports on which no program listens now. The search starts at a random port, so
   * that concurrent searches rarely find the same port.
   *
   * @param except ports that are assigned, although no program may listen on them yet
   * @throws Failure if there are not enough free ports
   */
  public static List<Integer> free(int count, Set<Integer> except) {
    int begin = ThreadLocalRandom.current().nextInt(COUNT);
    List<Integer> free =
        IntStream.range(begin, begin + COUNT)
            .map(number -> FIRST + number % COUNT)
            .filter(port -> !except.contains(port) && !taken(port))
            .limit(count)
            .boxed()
            .toList();
    if (free.size() < count) {
      throw Failure.of(
          "Cannot find a free port: %s of the ports from %s upwards are free; "
              + "expected %s. Permit this user to listen on %s, or stop the programs that "
              + "use them.",
          free.size(), FIRST, count, LOOPBACK);
    }
    return free;
  }

  /** Returns whether another program uses the port, or the system does not let us use it. */
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
