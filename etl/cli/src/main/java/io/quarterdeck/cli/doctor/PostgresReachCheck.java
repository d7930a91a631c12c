package io.quarterdeck.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/**
 * Checks that PostgreSQL's host name resolves and that its port accepts a connection.
 *
 * @param timeout the connection timeout
 */
record PostgresReachCheck(String host, int port, Duration timeout) implements Check {
  static final String NAME = "postgres reach";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Finding look() {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      return Unreachable.finding(host, e, Unreachable.INSIDE);
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) timeout.toMillis());
    } catch (IOException e) {
      return Finding.failed(
          "%s (%s) takes no connection on port %d from here"
              .formatted(host, address.getHostAddress(), port),
          Unreachable.advice(host, Unreachable.INSIDE));
    }
    return Finding.ok(host + " (" + address.getHostAddress() + ") on port " + port);
  }
}
