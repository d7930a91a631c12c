package io.quarterdeck.cli.bootstrap;

import io.quarterdeck.loader.postgres.PostgresEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/**
 * Whether the stack's database accepts TCP connections from this machine. The load, not this check,
 * verifies the sign-in.
 *
 * @param isOpen whether it accepts connections
 * @param found the finding, such as "pg.example takes no connection on port 5432 from here"
 */
public record Reach(boolean isOpen, String found) {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Tries one connection. */
  public static Reach of(PostgresEndpoint database) {
    Properties url = Driver.parseURL(database.jdbcUrl(), new Properties());
    String host = PGProperty.PG_HOST.getOrDefault(url);
    int port = Integer.parseInt(PGProperty.PG_PORT.getOrDefault(url));
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      return new Reach(false, "the name " + host + " has no address here");
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) TIMEOUT.toMillis());
      return new Reach(true, "%s takes connections on port %d from here".formatted(host, port));
    } catch (IOException e) {
      return new Reach(false, "%s takes no connection on port %d from here".formatted(host, port));
    }
  }
}
